"""Where each happening is: parts and sites of places, wars, leads that name the town later, and who only acts."""

from __future__ import annotations

from functools import cache

import pytest

from selon.model.claim import Claim
from selon.model.report import Report
from selon.pipeline import load_gazetteer, read_claims


@cache
def claims(code: str, text: str) -> tuple[Claim, ...]:
    return read_claims(Report("test", text, code, published="2023-06-04"), load_gazetteer())


# language | text | trigger | place (- for none)
PLACED = """
en | The blast hit buses on Aleppo's outskirts. | blast | Aleppo
en | Rockets hit a market in Goma's north. | hit | Goma
en | Gunmen attacked a school in Borno's capital. | attacked | Borno
en | Drones struck Moscow's southern suburbs. | struck | Moscow
en | Israel's army bombed Gaza's Shifa hospital. | bombed | Gaza
en | Rwanda's army chief said Congo's army had shelled its positions. | shelled | -
en | A building was hit in the region's capital, Bukavu, on Monday. | hit | Bukavu
en | The SDF encircled the village and shelled it. | encircled | -
en | Troops moved into the Crimean peninsula and seized its port. | seized | Crimean peninsula
en | The army launched attacks against Karvinivka and Modu. | attacks | Karvinivka
en | The rebels captured Tarmabad at dawn. | captured | Tarmabad
en | A raid hit the town of Manbij. Since Syrias conflict broke out, 2000 people have been killed. | killed | Syria
en | Millions have fled since the Sudanese war began. A shell hit a clinic in Nyala. | fled | Sudan
en | A car bomb went off in Garowe. More than 400 people have been killed in Somalia's civil war. | killed | Somalia
en | The blast hit buses on Aleppos outskirts. | blast | Aleppo
en | Turkeys jets bombed the village of Sarmin. | bombed | Sarmin
en | MOSCOW — Rebels said on Sunday that troops had shelled a village. | shelled | -
en | GOMA, Congo (Reuters) - Rebels attacked the city on Monday. | attacked | GOMA
en | A bomb hit a Kurdish town in northern Syria. It went off at the edge of the town of Qamishli. | hit | Qamishli
en | Gunmen killed 20 people in a village in northern Mali. The army sent troops to Gao. | killed | Mali
fr | Un drone a frappé un village dans le nord du Mali. Les habitants du village de Samagou ont fui. | frappé | Samagou
fr | Sa famille a échappé à une attaque menée à Botoudi, dans le nord du pays. | attaque | Botoudi
fr | Une attaque a été menée à Samagou, dans la région de Mopti. | attaque | Samagou
fr | L'armée a repris Tarmagrad lundi. | repris | Tarmagrad
"""


@pytest.mark.parametrize("row", [row for row in PLACED.strip().splitlines() if row])
def test_the_place_of_a_happening(row: str) -> None:
    code, text, trigger, expected = (cell.strip() for cell in row.split(" | "))
    claim = next(claim for claim in claims(code, text) if claim.trigger.text == trigger)
    assert (claim.place.name if claim.place else "-") == expected


@pytest.mark.parametrize(
    ("code", "text", "trigger", "edtf"),
    [
        ("en", "An attack killed 44 people and injured 140 others on Saturday in Gao.", "attack", "2023-06-03"),
        ("en", "So far, 300 people have been killed in Gao.", "killed", "../2023-06-04"),
        ("fr", "Jusqu'à présent, 300 personnes ont été tuées à Gao.", "tuées", "../2023-06-04"),
        ("fr", "Les rebelles ont pris Goma samedi.", "pris", "2023-06-03"),
    ],
)  # fmt: skip
def test_when_it_was(code: str, text: str, trigger: str, edtf: str) -> None:
    claim = next(claim for claim in claims(code, text) if claim.trigger.text == trigger)
    assert claim.time is not None and claim.time.edtf == edtf
