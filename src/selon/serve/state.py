"""What every route may need of the server: the ledger and the settings, as dependencies."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from selon.ledger.ledger import Ledger
from selon.settings import Settings


def ledger_of(request: Request) -> Ledger:
    """The ledger that is served."""
    found: Ledger = request.app.state.ledger
    return found


def settings_of(request: Request) -> Settings:
    """The settings of this run."""
    found: Settings = request.app.state.settings
    return found


TheLedger = Annotated[Ledger, Depends(ledger_of)]
TheSettings = Annotated[Settings, Depends(settings_of)]
