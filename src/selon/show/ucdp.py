"""Claims of deaths in the manner of UCDP's georeferenced event table.

UCDP GED codebook: https://ucdp.uu.se/downloads/ged/ged241.pdf
"""

from __future__ import annotations

from selon.ledger.days import Days
from selon.ledger.held import Held
from selon.model.claim import Claim
from selon.model.mentions import Place
from selon.show.claims import Row
from selon.show.codebooks import (
    DISTRICT_KM,
    NEAR_KM,
    PROVINCE_KM,
    SPOT_KM,
    WORDS_TOLD,
    Dead,
    count_dead,
    is_event,
    known_days,
    known_place,
    name_actor,
)
from selon.show.columns import day_of
from selon.show.reading import located

COLUMNS = (
    *("id", "year", "side_a", "side_b", "source_article", "source_office", "source_date", "source_original"),
    *("where_prec", "where_coordinates", "where_description", "latitude", "longitude"),
    *("event_clarity", "date_prec", "date_start", "date_end", "best", "high", "low"),
)
HEADER = (
    "UCDP-style view of a Selon ledger: no UCDP data, and coded by rule, not by UCDP's coders.",
    "One row a claim, not an event: claims of one happening stand beside each other.",
    "In: affirmed claims of death, certain or reported, with a point and a time of at most a year. Left out: others.",
    f"low, best: the lowest number ({WORDS_TOLD}); 1 where deaths are told without a number, as an event has one.",
    "high: the highest number that the words allow; the lowest where they leave it open.",
    f"where_prec: 1 a place known to {SPOT_KM} km, 2 near it (to {NEAR_KM} km), 3 a district (to {DISTRICT_KM} km), "
    f"4 a province (to {PROVINCE_KM} km), 6 a country. 5 and 7 are not used.",
    "date_prec: 1 a day, 2 two to six days, 3 a week, 4 up to a month, 5 up to a year. event_clarity: 1.",
    "type_of_violence and dyads are not decided; side_a does it, side_b it is done to, in the report's words.",
)


def as_ucdp_row(held: Held, claim: Claim) -> Row | None:
    """One claim under the names of COLUMNS; None where the codebook would not code it."""
    days, place = known_days(claim, most=366), known_place(claim)
    if not is_event(claim) or claim.kind != "kill" or days is None or place is None:
        return None
    report, dead = held.reading.report, count_dead(claim) or Dead(1, 1)
    start = day_of(days[0])
    relation = located(place.relation, place.span.text)
    values = (
        *(claim.id, start and int(start[:4]), name_actor(claim.agent, place), name_actor(claim.target, place)),
        *(report.title or report.name, report.outlet, report.published),
        ", by ".join(source.name for source in claim.sources) or None,
        *(_where_precision(place), place.name, relation, place.latitude, place.longitude),
        *(1, _date_precision(days), start, day_of(days[1]), dead.low, dead.high, dead.low),
    )
    return dict(zip(COLUMNS, values, strict=True))


def _date_precision(days: Days) -> int:
    length = days[1] - days[0] + 1
    return next(code for code, most in ((1, 1), (2, 6), (3, 7), (4, 31), (5, 366)) if length <= most)


def _where_precision(place: Place) -> int:
    radius = place.radius_km or 0
    if radius <= SPOT_KM and place.relation is None:
        return 1
    steps = ((2, NEAR_KM), (3, DISTRICT_KM), (4, PROVINCE_KM))
    return next((code for code, most in steps if radius <= most), 6)
