"""Claims of deaths in the manner of UCDP's georeferenced event table (GED).

Columns and their meaning, as in https://github.com/mcgirjau/ucdp (R/GED.R, of the codebook): `best` the most likely
number, `low` and `high` the lowest and highest reliable ones, `date_start` and `date_end` the first and last day on
which it may have happened. A claim gives one number or two; the lower is the likely one, as UCDP is conservative.

Precision, as the codebook has it (https://ucdp.uu.se/downloads/ged/ged241.pdf, and in brief at
https://rdrr.io/cran/mapme.biodiversity/man/fatalities_ucpd.html): place 1 exactly there, 2 around a named place, 3 a
second-order division, 4 a first-order division, 5 a part of a country larger than that, or between two places, or
vaguely related to one, 6 a country, 7 over water; date 1 a day, 2 two to six days, 3 a week, 4 a month, 5 a year.
"""

from __future__ import annotations

from selon.ledger.days import Days
from selon.ledger.held import Held
from selon.model.claim import Claim
from selon.model.mentions import Place
from selon.show.claims import Row
from selon.show.codebooks import (
    BETWEEN,
    BORDER,
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
    f"4 a province or region (to {PROVINCE_KM} km), 5 a larger one, part of a country, a border, between two places, "
    "6 a country, 7 a sea.",
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
    if place.feature == "water":
        return 7
    if place.feature == "country":
        return 5 if place.relation else 6
    if place.relation in (BETWEEN, BORDER):
        return 5
    if place.feature == "region":
        return 4 if radius <= PROVINCE_KM else 5
    if radius <= SPOT_KM and place.relation is None:
        return 1
    steps = ((2, NEAR_KM), (3, DISTRICT_KM), (4, PROVINCE_KM))
    return next((code for code, most in steps if radius <= most), 6)
