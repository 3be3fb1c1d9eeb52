"""The filters of `selon find` as parameters of an address."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Depends, Query

from selon.serve.api.openapi import shown
from selon.serve.api.shapes.words import Certainty, Date, Key, Kind, Text
from selon.show.asking import Asked


def _shown(meaning: str, example: Any, **more: Any) -> Any:
    return Query(description=meaning, openapi_examples=shown(example), **more)


_WORDS = 'Words that must all stand in the sentence; "in quotation marks" a phrase, word* a beginning.'
Q = Annotated[Text, _shown(_WORDS, "bakhmout")]
SourceName = Annotated[Text, _shown("Words of the name of a source, or of the outlet in its own voice.", "governor")]
Kinds = Annotated[list[Kind], _shown("A kind of happening; may be repeated.", ["kill", "wound"], max_length=50)]
Certainties = Annotated[list[Certainty], _shown("A certainty; may be repeated.", ["reported"], max_length=10)]
Outlet = Annotated[Text, _shown("The outlet's whole name.", "The Steppe Monitor")]
PlaceName = Annotated[Text, _shown("A place of the gazetteer, or a point `LAT,LON` in degrees.", "48.59,38.00")]
Within = Annotated[float, _shown("How far from the place, in km.", 25, ge=0, le=20_100)]
From = Annotated[Date | None, _shown("Happening then or later: a day, month or year.", "2024-05", alias="from")]
To = Annotated[Date | None, _shown("Happening then or before: a day, month or year.", "2024-06-30", alias="to")]
Before = Annotated[Key | None, _shown("The key after which to go on: as in `next`.", 12582914)]
Limit = Annotated[int, _shown("At most so many.", 100, ge=1, le=1000)]


async def read_filters(  # noqa: PLR0913 - each filter is a parameter of the address: FastAPI reads them here
    q: Q = "",
    source: SourceName = "",
    kind: Kinds = [],  # noqa: B006 - FastAPI copies it
    certainty: Certainties = [],  # noqa: B006
    outlet: Outlet = "",
    place: PlaceName = "",
    within: Within = 25,
    start: From = None,
    end: To = None,
) -> Asked:
    """What is asked for, but for where to go on and how many."""
    return Asked(
        words=q,
        source=source,
        kinds=tuple(kind),
        certainties=tuple(certainty),
        outlet=outlet,
        place=place or None,
        within=within,
        start=start,
        end=end,
    )


Filters = Annotated[Asked, Depends(read_filters)]
