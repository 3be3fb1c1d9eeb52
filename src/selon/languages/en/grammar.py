"""What English grammar knows and no table can say: nothing beyond the parser's moods so far."""

from __future__ import annotations

from collections.abc import Mapping


def mood_of(word: str, features: Mapping[str, str]) -> str | None:
    """None: the parser's own mood holds; English has no conditional form of the verb."""
    return None


def is_future(word: str) -> bool:
    """Whatever the parser says: English has no form of the future."""
    return True


def forms_of(verb: str) -> dict[str, str]:
    """None: English verbs have forms that nouns share, and the parser knows them by their place."""
    return {}
