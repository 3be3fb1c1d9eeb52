"""Claims: found by the filters of `selon find`, newest first; one with all that it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Annotated, Any

from fastapi import Path, Query, Request, Response

from selon.ledger.held import Held
from selon.ledger.ledger import Ledger
from selon.ledger.rows import judgement_id
from selon.serve.api.answers import Tag, answer, page_of
from selon.serve.api.asked import Before, Filters, Limit
from selon.serve.api.decided import must_be_id
from selon.serve.api.openapi import UNCHANGED, errors, router_of, shown
from selon.serve.api.shapes.claims import ClaimInFull, Claims
from selon.serve.errors import Refusal
from selon.serve.state import TheLedger, TheServer
from selon.show.asking import as_query
from selon.show.held import as_held_row, explain_claim
from selon.show.replaced import claims_instead, retirements_of

router = router_of("claims")

Id = Annotated[str, Path(description="A claim's id.", openapi_examples=shown("c_751d7b66ae134e23"), max_length=80)]
Old = Annotated[bool, Query(description="Show it also where it is out of view.", openapi_examples=shown(True))]


@router.get("/api/claims", response_model=Claims, responses=UNCHANGED | errors())
def list_claims(
    request: Request,
    server: TheServer,
    tag: Tag,
    filters: Filters,
    before: Before = None,
    limit: Limit = 100,
) -> Response:
    """The claims that fit, newest first; every filter that is given must hold."""
    query = as_query(replace(filters, before=before, limit=limit), server.find_place)
    found = server.ledger.find_rows(query)
    return answer(page_of(request, found.rows, found.keys[-1] if len(found.keys) == limit else None), tag)


@router.get("/api/claims/{claim}", response_model=ClaimInFull, responses=UNCHANGED | errors("not_found", "gone"))
def show_claim(ledger: TheLedger, tag: Tag, claim: Id, old: Old = False) -> Response:
    """A claim with its words, reasons, origin, reviews and judgements; 410 where it is out of view."""
    must_be_id(claim, "c_")
    found = ledger.show(claim)
    stands = [held for held in found if held.in_view and ledger.standing_of(held.keys)]
    if not stands and not old:
        raise _gone(ledger, claim, found)
    return answer(_in_full(ledger, claim, (stands or found)[0], found), tag)


def _in_full(ledger: Ledger, claim_id: str, held: Held, found: Sequence[Held]) -> dict[str, Any]:
    claim = held.reading.claims[0]
    return {
        "claim": as_held_row(held, claim),
        "told": [{"name": name, "words": words} for name, words in explain_claim(held, claim)],
        "reviews": [{"id": item.id, **asdict(item.review)} for item in ledger.reviews(claim_id)],
        "judgements": [{"id": judgement_id(item), **asdict(item)} for item in ledger.judgements(claim_id)],
        "retired": [asdict(gone) for name in (claim_id, held.report_id) for gone in ledger.retirements(name)],
        "readings": list(map(as_reading, found)),
    }


def as_reading(held: Held) -> dict[str, Any]:
    """A reading, by its ids and what made it."""
    known = {"document": held.document_id, "report": held.report_id, "in_view": held.in_view}
    return known | {"version": held.run.version}


def _gone(ledger: Ledger, claim_id: str, found: Sequence[Held]) -> Refusal:
    """Why a claim is out of view, and which claims of a newer reading stand where it stood."""
    gone = retirements_of(ledger, (claim_id, *(held.report_id for held in found)))
    why = "was retired" if gone else "is of an older reading of its report"
    told = f"{claim_id}: {why}; with ?old=true it is shown all the same"
    return Refusal("gone", told, retired=list(map(asdict, gone)), replaced_by=claims_instead(ledger, found))
