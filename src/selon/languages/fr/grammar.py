"""What French grammar knows and no table can say: the conditional and the future, and the forms of verbs."""

from __future__ import annotations

import re
from collections.abc import Mapping

from selon.languages.fr.verb_forms import forms_of

__all__ = ["forms_of", "is_future", "mood_of"]

ENDING = re.compile(r"^(?P<stem>.*r)(?:ait|aient|ais|ions|iez)$")
FUTURE = re.compile(r"r(?:ai|as|a|ons|ez|ont)$")
IRREGULAR = re.compile(
    r"(?:aur|ser|ir|fer|refer|déf?er|pourr|devr|voudr|saur|verr|reverr|prévoir|enverr|renverr|mourr|"
    r"(?:par|ac|se|re|dis|en)?courr|(?:ac|con|re|en)?querr|"
    r"(?:re|con|dé|per|aper)?cevr|(?:re|de|par|inter|sur|pré|con|pro|sub|sou|inter|redev|contre)?viendr|"
    r"(?:re|main|dé|ob|sou|con|ap|entre|abs)?tiendr|faudr|vaudr|pleuvr|assiér|cueiller|accueiller)$"
)
IN_RE = re.compile(
    r"(?:.*(?:[aeo]ndr|[aeo]indr|attr|ettr|rdr|oudr|iendr|uivr|[sr]?uivr|vivr|écrir|uir|romp?r|aincr|clur|aîtr|aitr|oîtr)"
    r"|(?:re|pré|contre|inter|mé)?dir|(?:re|é|réé)?lir|(?:sou)?rir|suffir|(?:dé|satis|re)?fair|(?:dé)?plair|tair|boir|croir)$"
)
IMPERFECT_R = re.compile(r"(?:.*(?:encadr|engendr|cadr|effondr|saupoudr|poudr|foudr|calandr|cylindr))$")
IN_IRER = re.compile(
    r"(?:re|at|é|sou)?tir|vir|chavir|admir|mir|(?:in|re|ex|con|a|tran|sou)?s?pir|désir|déchir|cir|délir|empir"
)


def mood_of(word: str, features: Mapping[str, str]) -> str | None:
    """`Cnd` where the form of a finite verb is a conditional, else None (the parser's own mood holds).

    A conditional is the future's stem, which ends in r, and an imperfect's ending. The imperfect of a
    verb in -rer looks alike (tirait), so the stem must be an infinitive or one of the irregular stems.
    """
    match = ENDING.match(word.lower())
    if not match or features.get("VerbForm") == "Inf":
        return None
    stem = match["stem"]
    if IRREGULAR.match(stem) or stem.endswith("er"):
        return "Cnd"
    if IMPERFECT_R.match(stem):
        return None
    if stem.endswith("ir") and not IN_IRER.fullmatch(stem):
        return "Cnd"
    return "Cnd" if IN_RE.match(stem) else None


def is_future(word: str) -> bool:
    """Whether a form can be a future at all: its endings all follow an r."""
    return FUTURE.search(word.lower()) is not None
