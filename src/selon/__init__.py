"""Selon: who says what happened, where, when, how many, and how surely. `from selon import Ledger, read`."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from selon.api import read
    from selon.ledger.find import Query
    from selon.ledger.ledger import Ledger

__all__ = ["Ledger", "Query", "read"]

_WHERE = {"Ledger": "selon.ledger.ledger", "Query": "selon.ledger.find"}


class _Stage(ModuleType):
    """The package of the stage `read`, which is also the function of that name."""

    def __call__(self, *inputs: Any, **options: Any) -> Any:
        return import_module("selon.api").read(*inputs, **options)


def __getattr__(name: str) -> Any:
    # What a name needs is loaded when it is asked for, so that the commands start at once.
    if name in _WHERE:
        return getattr(import_module(_WHERE[name]), name)
    raise AttributeError(f"module 'selon' has no attribute {name!r}")


if not TYPE_CHECKING:
    # A function `selon.read` would be lost as soon as the package of that name is imported.
    import_module("selon.read").__class__ = _Stage
