"""Claims of a ledger in the manner of ACLED's event table, by the mapping of the data model.

Numbers of dead, as ACLED's page *Fatalities* says (Uses and limitations of ACLED data, of 7 May 2024; now at
https://acleddata.com/conflict-data/knowledge-base): the most conservative estimate; 12 for *dozens*, 100 for
*hundreds*; injuries are not coded. What stands for deaths without any number depends on what is known of the place,
which a view of words cannot say: such a cell is empty.

Precision, as ACLED's codebook has it (https://acleddata.com/knowledge-base/codebook, and in brief at
https://rdrr.io/cran/mapme.biodiversity/man/fatalities_acled.html): time 1 a day, 2 a week or the like, 3 a month, of
which the middle is the date; place 1 a particular town, 2 a small part of a region or near a town, 3 a larger region,
a natural location such as a border, forest or sea, or a province's capital where nothing else is told.
"""

from __future__ import annotations

from selon.ledger.held import Held
from selon.model.claim import Claim
from selon.model.mentions import Place
from selon.show.claims import Row
from selon.show.codebooks import (
    NEAR_KM,
    PART_OF,
    SPOT_KM,
    WORDS_TOLD,
    count_dead,
    is_event,
    known_days,
    known_place,
    name_actor,
)
from selon.show.columns import day_of

COLUMNS = (
    *("event_id", "event_date", "year", "time_precision", "event_type", "sub_event_type", "actor1", "actor2"),
    *("location", "latitude", "longitude", "geo_precision", "source", "said_by", "certainty", "notes", "fatalities"),
)
HEADER = (
    "ACLED-style view of a Selon ledger: no ACLED data, and coded by rule, not by ACLED's coders.",
    "One row a claim, not an event: claims of one happening stand beside each other.",
    "In: affirmed claims, certain or reported, with a point and a time of a month or less. Left out: all others.",
    "event_type, sub_event_type: by kind. Two with ' / ' between: the words do not decide which. Empty: deaths alone.",
    "event_date: the day; the middle day of a longer time. time_precision: 1 a day, 2 up to a week, 3 up to a month.",
    f"geo_precision: 1 a place known to {SPOT_KM} km, 2 near it (to {NEAR_KM * 2} km), a district or part of a region, "
    "3 a region, a country, a sea.",
    f"fatalities: of claims of deaths, the lowest number ({WORDS_TOLD}); empty without one; 0 for other claims.",
    "actor1 does it, actor2 it is done to, in the report's words or the names it gives. source: the outlet.",
)

_BATTLES, _REMOTE, _STRATEGIC = "Battles", "Explosions/Remote violence", "Strategic developments"
_CIVILIANS = "Violence against civilians"
_TERRITORY = (_BATTLES, "Government regains territory / Non-state actor overtakes territory")
EVENTS = {
    **dict.fromkeys(("clash", "attack", "repel", "advance", "besiege"), (_BATTLES, "Armed clash")),
    **dict.fromkeys(("capture", "lose"), _TERRITORY),
    **dict.fromkeys(("withdraw", "transfer"), (_STRATEGIC, "Non-violent transfer of territory")),
    **dict.fromkeys(("hold", "free", "displace", "negotiate", "sanction"), (_STRATEGIC, "Other")),
    "shell": (_REMOTE, "Shelling/artillery/missile attack"),
    "strike": (_REMOTE, "Air/drone strike"),
    "intercept": (_STRATEGIC, "Disrupted weapons use"),
    "explode": (_REMOTE, "Remote explosive/landmine/IED"),
    "kill": (None, None),
    "detain": (f"{_CIVILIANS} / {_STRATEGIC}", "Abduction/forced disappearance / Arrests"),
    "abuse": (_CIVILIANS, "Attack / Sexual violence"),
    **dict.fromkeys(("destroy", "damage", "seize"), (_STRATEGIC, "Looting/property destruction")),
    "deploy": (_STRATEGIC, "Change to group/activity"),
    "agree": (_STRATEGIC, "Agreement"),
    "protest": ("Protests / Riots", "Peaceful protest / Violent demonstration"),
}


def as_acled_row(held: Held, claim: Claim) -> Row | None:
    """One claim under the names of COLUMNS; None where the codebook would not code it."""
    days, place = known_days(claim, most=31), known_place(claim)
    if not is_event(claim) or claim.kind not in EVENTS or days is None or place is None:
        return None
    event_type, sub_event_type = EVENTS[claim.kind]
    report, day, dead = held.reading.report, day_of((days[0] + days[1]) // 2), count_dead(claim)
    actor1, actor2 = name_actor(claim.agent, place), name_actor(claim.target, place)
    unnumbered = None if claim.kind == "kill" else 0
    values = (
        *(claim.id, day, day and int(day[:4]), _time_precision(days[1] - days[0] + 1), event_type, sub_event_type),
        *(actor1, actor2, place.name, place.latitude, place.longitude, _geo_precision(place)),
        *(report.outlet, ", by ".join(source.name for source in claim.sources) or None, claim.certainty),
        *(claim.sentence.text, dead.low if dead else unnumbered),
    )
    return dict(zip(COLUMNS, values, strict=True))


def _time_precision(length: int) -> int:
    return 1 if length == 1 else 2 if length <= 7 else 3


def _geo_precision(place: Place) -> int:
    if place.feature in ("country", "water"):
        return 3
    if place.feature == "region":
        return 2 if (place.relation or "").endswith(PART_OF) else 3
    radius = place.radius_km or 0
    if radius <= SPOT_KM and place.relation is None:
        return 1
    return 2 if radius <= NEAR_KM * 2 else 3
