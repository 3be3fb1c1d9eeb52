"""What two kinds of happenings have to do with each other, as tables."""

from __future__ import annotations

from functools import cache

BLOWS = frozenset({"abuse", "attack", "clash", "explode", "repel", "shell", "strike"})
RESULTS = frozenset(
    {"casualties", "damage", "destroy", "detain", "displace", "free", "intercept", "kill", "seize", "wound"}
)
# Kinds by which one happening may be told: a bombing is an attack, a loss is another's capture.
ALIKE = (
    frozenset({"abuse", "attack", "explode", "shell", "strike"}),
    frozenset({"attack", "clash", "repel"}),
    frozenset({"abuse", "casualties", "kill", "wound"}),
    frozenset({"damage", "destroy"}),
    frozenset({"abuse", "displace"}),
    frozenset({"detain", "abuse"}),
    frozenset({"advance", "attack", "capture", "hold", "lose", "transfer", "withdraw"}),
    frozenset({"agree", "negotiate"}),
    frozenset({"agree", "free"}),
    frozenset({"deploy", "supply"}),
    frozenset({"besiege", "clash", "attack"}),
)
# Of one place at one time, one of each pair can hold: which side it is told of is in `disputes`.
EXCLUDING = (("capture", "hold"), ("capture", "repel"), ("hold", "lose"), ("hold", "withdraw"))
# Blows that one side strikes: two doers of one of them are two accounts. Of a fight and a repelled attack both are.
MADE = frozenset({"abuse", "attack", "explode", "shell", "strike"})
CONTROL = frozenset({"advance", "capture", "hold", "lose", "transfer", "withdraw"})


@cache
def relation(one: str, other: str) -> str:
    """How the happenings of two kinds may be one: `same`, `alike`, `result` (of a blow), or empty."""
    if one == other:
        return "same"
    if any(one in kinds and other in kinds for kinds in ALIKE):
        return "alike"
    if (one in BLOWS and other in RESULTS) or (other in BLOWS and one in RESULTS):
        return "result"
    if one in RESULTS and other in RESULTS:
        return "result"
    return ""
