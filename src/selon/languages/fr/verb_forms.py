"""Forms of French verbs: those of the third person, and the past participle."""

from __future__ import annotations

import re

MUTE = re.compile(r"(?P<before>.*)(?:e(?=[^aeiouxy]$)|é)(?P<after>[^aeiouyéèêâîôûë]+)")
NOT_ISS = re.compile(r".*(?:enir|ourir|quérir|uir|ffrir|vrir|illir|artir|ortir)")
IN_DRE = re.compile(r".*(?:[eo]nd|rd)re")
NOT_IN_DRE = re.compile(r".*prendre")
AGREEMENT = {"": "", " plural": "s", " feminine": "e", " feminine plural": "es"}


def forms_of(verb: str) -> dict[str, str]:
    """The forms of a regular verb by their names, the present and the past of the singular left out.

    Those two look like nouns (*contrôle*) or like other words (*para*); the names of the participle's forms begin
    with `participle`. Empty for other verbs.
    """
    if verb.endswith("er"):
        forms, participle = _in_er(verb.removesuffix("er")), verb.removesuffix("er") + "é"
    elif verb.endswith("ir") and not NOT_ISS.fullmatch(verb):
        stem = verb.removesuffix("r")
        forms, participle = _by_stems(stem + "ss", stem + "r", stem + "rent"), stem
    elif IN_DRE.fullmatch(verb) and not NOT_IN_DRE.fullmatch(verb):
        stem = verb.removesuffix("re")
        forms, participle = _by_stems(stem, stem + "r", stem + "irent"), stem + "u"
    else:
        return {}
    participles = {f"participle{name}": participle + ending for name, ending in AGREEMENT.items()}
    return forms | participles


def _in_er(stem: str) -> dict[str, str]:
    wide = stem[:-1] + "ç" if stem.endswith("c") else stem + "e" if stem.endswith("g") else stem
    mute = _mute(stem)
    future = (stem if "é" in stem[-3:] else mute) + "er"
    return _by_stems(wide, future, stem + "èrent") | {"present plural": mute + "ent"}


def _by_stems(stem: str, future: str, past: str) -> dict[str, str]:
    return {
        "present plural": stem + "ent",
        "imperfect": stem + "ait",
        "imperfect plural": stem + "aient",
        "past plural": past,
        "future": future + "a",
        "future plural": future + "ont",
        "conditional": future + "ait",
        "conditional plural": future + "aient",
    }


def _mute(stem: str) -> str:
    """The stem before a silent e: *nettoi-*, *assièg-*, *lèv-*, *jett-*."""
    if stem.endswith(("oy", "uy")):
        return stem[:-1] + "i"
    if stem.endswith(("jet", "pel")):
        return stem + stem[-1]
    mute = MUTE.fullmatch(stem)
    return f"{mute['before']}è{mute['after']}" if mute else stem
