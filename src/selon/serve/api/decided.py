"""Taking back what was said: a retirement, by whom it may be, never an erasure."""

from __future__ import annotations

import re

from fastapi import Response

from selon.ledger.ledger import Ledger
from selon.model.errors import NotHeld
from selon.serve.api.answers import answer
from selon.serve.auth.visitor import Visitor
from selon.serve.errors import Refusal

_LENGTHS = {"c_": 16, "r_": 24, "j_": 24, "v_": 24}  # of ids behind their prefix, in hexadecimal


def must_be_id(written: str, prefix: str) -> None:
    """NotHeld where it is no whole id of that kind: the ledger itself would also take the beginning of one."""
    if not re.fullmatch(f"{prefix}[0-9a-f]{{{_LENGTHS[prefix]}}}", written):
        raise NotHeld(f"{written[:80]}: is not in the ledger")


def retire(ledger: Ledger, subject: str, prefix: str, visitor: Visitor, why: str) -> Response:
    """Retire what bears that id; NotHeld where nothing does, or something of another kind."""
    must_be_id(subject, prefix)
    ledger.retire(subject, by=name_of(visitor), why=why)
    return answer({"id": subject})


def must_be_own(by: str, visitor: Visitor) -> None:
    """Refuse to take back what another said, but for an admin."""
    if by != visitor.name and not visitor.may("admin"):
        raise Refusal("not_permitted", f"{by} said so; only {by} or an admin can take it back")


def name_of(visitor: Visitor) -> str:
    """The name under which a visitor says something."""
    if visitor.name is None:
        raise Refusal("not_signed_in", "nobody is signed in")
    return visitor.name
