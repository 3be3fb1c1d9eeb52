"""The API: what it finds and shows, page by page, with tags; every answer of the shape that OpenAPI tells."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.ledger.reports import NEWER, RUN, english, french
from tests.serve.desk import CLAIM, OTHER, Desk, open_desk

from selon.ledger.find import Query
from selon.merging import bring_together
from selon.model.claim import Claim
from selon.model.incident import Copy, Passage
from selon.model.reading import Reading
from selon.model.report import Report
from selon.model.span import Span
from selon.serve.api.shapes import claims, decisions, incidents, reports
from selon.serve.api.shapes import desk as desks
from selon.show.held import as_held_row


def items(desk: Desk, address: str) -> list[dict[str, Any]]:
    found = desk.client.get(address)
    assert found.status_code == 200, found.text
    rows: list[dict[str, Any]] = found.json()["items"]
    return rows


def test_claims_are_the_rows_of_the_ledger_newest_first(open_to_all: Desk) -> None:
    found = open_to_all.client.get("/api/claims")
    held = open_to_all.ledger.find(Query(limit=None))
    rows = [as_held_row(one, claim) for one in held for claim in one.reading.claims]
    assert found.json() == {"items": rows, "next": None}
    assert found.headers["content-type"] == "application/json"
    claims.Claims.model_validate(found.json(), strict=True)


@pytest.mark.parametrize(
    "asked, count",
    [
        ("kind=kill", 1),
        ("kind=kill&kind=seize", 3),
        ("certainty=possible", 2),
        ("q=depot", 4),
        ("q=dep%C3%B4t*", 4),
        ('q="the depot"&kind=seize', 2),
        ("source=mayor", 2),
        ("outlet=the courier", 4),
        ("place=49.2,37.3&within=5", 2),
        ("from=2024-04-29&to=2024-04-29", 2),
        ("from=2024", 2),
        ("to=2023", 1),
        ("q=nothing", 0),
        ("outlet=%00", 422),
        ("kind=picnic", 422),
        ("from=2024-13", 422),
        ("from=2023-02-29", 422),
        ("from=2024&to=2023", 422),
        ("place=91,0", 422),
        ("place=Nowherebury-on-Sea", 422),
        ("limit=0", 422),
        ("limit=1001", 422),
        ("within=-1", 422),
        ("before=x", 422),
    ],
)
def test_filters_are_those_of_selon_find(open_to_all: Desk, asked: str, count: int) -> None:
    found = open_to_all.client.get(f"/api/claims?{asked}")
    if count == 422:
        assert found.status_code == 422
        error = desks.Refused.model_validate(found.json(), strict=True).error
        assert error.code == "wrong_value" and error.details
    else:
        assert found.status_code == 200, found.text
        assert len(found.json()["items"]) == count


def test_pages_follow_each_other_without_gap_or_double(open_to_all: Desk) -> None:
    every = items(open_to_all, "/api/claims")
    address, seen = "/api/claims?limit=2&certainty=certain&certainty=reported&certainty=possible", []
    while address:
        page = open_to_all.client.get(address).json()
        seen += page["items"]
        assert len(page["items"]) <= 2
        address = page["next"]
    assert sorted(row["id"] for row in seen) == sorted(row["id"] for row in every)


def test_an_answer_has_a_tag_until_the_ledger_changes(open_to_all: Desk) -> None:
    client = open_to_all.client
    first = client.get("/api/claims?kind=kill")
    tag = first.headers["etag"]
    again = client.get("/api/claims?kind=kill", headers={"If-None-Match": f'"other", W/{tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.get("/api/claims?kind=seize", headers={"If-None-Match": tag}).status_code == 200
    open_to_all.ledger.add(english(9), run=RUN)
    assert client.get("/api/claims?kind=kill", headers={"If-None-Match": tag}).status_code == 200


def test_a_claim_is_shown_with_all_that_it_rests_on(open_to_all: Desk) -> None:
    found = open_to_all.client.get(f"/api/claims/{CLAIM}")
    shown = claims.ClaimInFull.model_validate(found.json(), strict=True)
    assert shown.claim.kind == "kill"
    assert "said by" in [told.name for told in shown.told]
    assert [reading.in_view for reading in shown.readings] == [True]


def test_a_retired_claim_is_gone_with_when_by_whom_and_why(open_to_all: Desk) -> None:
    open_to_all.ledger.retire(CLAIM, by="Ana", why="misread")
    found = open_to_all.client.get(f"/api/claims/{CLAIM}")
    assert found.status_code == 410
    error = found.json()["error"]
    assert error["code"] == "gone"
    told = {"subject": CLAIM, "by": "Ana", "why": "misread", "at": "2024-06-01T12:00:00Z"}
    assert error["retired"] == [told]
    shown = open_to_all.client.get(f"/api/claims/{CLAIM}?old=true").json()
    assert shown["claim"]["id"] == CLAIM and shown["retired"] == [told]


def test_a_claim_of_an_older_reading_is_gone_with_what_replaced_it(open_to_all: Desk) -> None:
    reading = french()
    other = replace(reading.claims[0], id="c_fedcba9876543210", kind="wound")
    open_to_all.ledger.add(replace(reading, claims=(other,)), run=NEWER)
    found = open_to_all.client.get(f"/api/claims/{CLAIM}")
    assert found.status_code == 410
    assert found.json()["error"]["replaced_by"] == [other.id]
    assert found.json()["error"]["retired"] == []


def test_reports_are_listed_and_shown_with_text_claims_and_bytes(open_to_all: Desk) -> None:
    listed = open_to_all.client.get("/api/reports").json()
    assert [row["name"] for row in reports.Reports.model_validate(listed, strict=True).model_dump()["items"]] == [
        "brief-fr",
        "brief-2",
        "brief-1",
    ]
    first = items(open_to_all, "/api/reports?limit=1")
    page = open_to_all.client.get("/api/reports?limit=1").json()
    assert first + items(open_to_all, page["next"].replace("limit=1", "limit=9")) == listed["items"]
    shown = open_to_all.client.get(f"/api/reports/{listed['items'][1]['id']}").json()
    full = reports.ReportInFull.model_validate(shown, strict=True)
    assert full.text.endswith("in Izium. 2") and len(full.claims) == 2
    for claim in full.claims:
        assert full.text[claim.sentence.start : claim.sentence.end] == claim.sentence.text
    raw = open_to_all.client.get(f"/api/reports/{full.id}/raw")
    assert raw.content == full.text.encode("utf-16")
    assert raw.headers["content-disposition"] == "attachment; filename*=UTF-8''brief-2.txt"
    assert raw.headers["content-security-policy"].startswith("sandbox")


def test_a_retired_report_is_gone_with_the_one_of_the_same_bytes(open_to_all: Desk) -> None:
    reading = english(1)
    open_to_all.ledger.add(replace(reading, report=replace(reading.report, outlet="The Echo")), run=RUN)
    newer, *_, old = (row["id"] for row in items(open_to_all, "/api/reports"))
    open_to_all.ledger.retire(old, by="Ana", why="wrong outlet")
    found = open_to_all.client.get(f"/api/reports/{old}")
    assert found.status_code == 410
    assert found.json()["error"]["replaced_by"] == [newer]
    assert [gone["why"] for gone in found.json()["error"]["retired"]] == ["wrong outlet"]
    assert open_to_all.client.get(f"/api/reports/{old}/raw").status_code == 410
    assert open_to_all.client.get(f"/api/reports/{old}?old=true").json()["id"] == old


@pytest.mark.parametrize(
    "address",
    [
        "/api/claims/c_ffffffffffffffff",
        "/api/claims/c_01",
        "/api/claims/r_01",
        "/api/claims/%00",
        "/api/reports/r_ffffffffffffffffffffffff",
        "/api/reports/r_",
        "/api/reports/d_",
        "/api/incidents/i",
        "/api/jobs/w_1",
        "/api/jobs/w_1/events",
        "/api/nothing",
    ],
)
def test_what_is_not_there_is_404_in_the_one_shape(open_to_all: Desk, address: str) -> None:
    found = open_to_all.client.get(address)
    assert found.status_code == 404
    assert desks.Refused.model_validate(found.json(), strict=True).error.code == "not_found"


def test_geojson_has_a_feature_a_claim(open_to_all: Desk) -> None:
    found = open_to_all.client.get("/api/geojson?kind=seize")
    assert found.headers["content-type"] == "application/geo+json"
    shown = claims.Features.model_validate(found.json(), strict=True)
    assert [feature.geometry for feature in shown.features] == [{"type": "Point", "coordinates": [37.3, 49.2]}] * 2
    assert shown.next is None


def test_features_follow_each_other_page_by_page(open_to_all: Desk) -> None:
    whole = [feature["id"] for feature in open_to_all.client.get("/api/geojson").json()["features"]]
    address, found = "/api/geojson?limit=2", []
    while address:
        page = open_to_all.client.get(address).json()
        found += [feature["id"] for feature in page["features"]]
        address = page["next"]
    assert sorted(found) == sorted(whole) and len(found) == len(set(found)) == 5


def test_jobs_and_days_have_tags_of_their_content(desk: Desk) -> None:
    proof = desk.sign_in("reviewer")
    made = desk.client.post("/api/reports", json={"text": "Nothing happened.", "language": "en"}, headers=proof)
    for address in ("/api/jobs", made.headers["location"], "/api/timeline"):
        for _ in range(200):  # the job goes on meanwhile
            first = desk.client.get(address)
            again = desk.client.get(address, headers={"If-None-Match": first.headers["etag"]})
            if again.status_code == 304:
                break
        assert (again.status_code, again.content) == (304, b""), address


def test_the_chain_and_the_counts(open_to_all: Desk) -> None:
    found = open_to_all.client.get("/api/entries?limit=3").json()
    desks.Entries.model_validate(found, strict=True)
    assert found["items"][0]["hash"] == open_to_all.ledger.head()
    rest = open_to_all.client.get(found["next"]).json()
    assert [row["number"] for row in found["items"] + rest["items"]] == [4, 3, 2, 1]
    stats = desks.Stats.model_validate(open_to_all.client.get("/api/stats").json(), strict=True)
    assert stats.standing == 5 and stats.outlets == {"The Courier": 2, "L'Écho": 1}


def test_head_is_answered_as_get_without_a_body(open_to_all: Desk) -> None:
    found = open_to_all.client.head("/api/claims")
    assert found.status_code == 200 and "etag" in found.headers


def test_incidents_versions_and_disputes(open_to_all: Desk) -> None:
    reading = english(3)
    claim = reading.claims[1]
    denied = replace(claim, polarity="negated", sources=(replace(claim.sources[0], name="the rebels", stance="deny"),))
    report = replace(reading.report, outlet="The Echo")
    open_to_all.ledger.add(replace(reading, report=report, claims=(denied,)), run=RUN)
    open_to_all.wait_for_incidents(4)
    found = open_to_all.client.get("/api/incidents?limit=1").json()
    incidents.Incidents.model_validate(found, strict=True)
    rest = open_to_all.client.get(found["next"].replace("limit=1", "limit=9")).json()
    every = found["items"] + rest["items"]
    assert [row["id"] for row in every] == [incident.id for incident in open_to_all.ledger.incidents()]
    first = every[0]
    assert denied.id in first["claims"] and first["kind"] == "seize"
    assert [row["id"] for row in items(open_to_all, "/api/incidents?disputed=true")] == [first["id"]]
    assert [row["id"] for row in items(open_to_all, "/api/incidents?outlet=the+echo")] == [first["id"]]
    assert items(open_to_all, "/api/incidents?reports=4") == []
    assert items(open_to_all, f"/api/incidents/{first['id']}/versions") == first["versions"]
    assert items(open_to_all, f"/api/incidents/{first['id']}/copies") == []
    shown = open_to_all.client.get(f"/api/incidents/{first['id']}")
    assert incidents.Incident.model_validate(shown.json(), strict=True).model_dump() == first
    tag = {"If-None-Match": shown.headers["etag"]}
    assert open_to_all.client.get(f"/api/incidents/{first['id']}", headers=tag).status_code == 304
    disputes = items(open_to_all, "/api/disputes")
    assert [dispute["on"] for dispute in disputes] == ["rejection"] and first["disputes"] == disputes
    assert items(open_to_all, "/api/disputes?on=where") == []


def test_an_incident_whose_claims_are_in_another_one_is_gone(open_to_all: Desk) -> None:
    open_to_all.wait_for_incidents(3)
    seized = items(open_to_all, "/api/incidents?kind=seize")[0]
    later = max(seized["claims"])
    found = open_to_all.client.get(f"/api/incidents/i_{later.removeprefix('c_')}")
    assert (found.status_code, found.json()["error"]["replaced_by"]) == (410, [seized["id"]])


def test_judgements_and_reviews_are_shown_with_their_claim(desk: Desk) -> None:
    headers = desk.token("reviewer")
    judged = desk.client.post(
        "/api/judgements", headers=headers, json={"left": CLAIM, "right": OTHER, "verdict": "unsure", "why": "dates"}
    )
    assert judged.status_code == 201
    given = {"claim": CLAIM, "verdict": "correct", "correction": {"place": "Soledar"}, "why": "read again"}
    reviewed = desk.client.post("/api/reviews", headers=headers, json=given)
    assert reviewed.status_code == 201
    shown = desk.client.get(f"/api/claims/{CLAIM}", headers=headers).json()
    at = {"by": "reviewer", "at": "2024-06-01T12:00:00Z"}
    correction = {"place": "Soledar", "point": "48.6921,38.07098,5"}
    assert shown["reviews"] == [{"id": reviewed.json()["id"], **given, "correction": correction, **at}]
    place = {"read": "Bakhmut", "now": "Soledar"}
    assert shown["claim"]["correction"]["parts"]["place"] == place and shown["claim"]["place"]["lat"] == 48.6921
    assert [row["id"] for row in shown["judgements"]] == [judged.json()["id"]]
    for address, shape in (("judgements", decisions.JudgedPage), ("reviews", decisions.ReviewedPage)):
        found = desk.client.get(f"/api/{address}?limit=1", headers=headers).json()
        assert len(shape.model_validate(found, strict=True).items) == 1
    assert desk.ledger.verify().findings == ()


def test_what_was_said_can_be_taken_back_and_stays_in_the_record(desk: Desk) -> None:
    headers = desk.token("reviewer")
    given = {"claim": CLAIM, "verdict": "accept", "why": "clear"}
    review = desk.client.post("/api/reviews", headers=headers, json=given).json()["id"]
    gone = desk.client.request("DELETE", f"/api/reviews/{review}", headers=headers, json={"why": "a slip"})
    assert gone.json() == {"id": review}
    assert desk.ledger.reviews() == []
    assert [entry.what for entry in desk.ledger.entries(2)] == ["retirement", "review"]
    again = desk.client.request("DELETE", f"/api/reviews/{review}", headers=headers, json={"why": "once more"})
    assert again.status_code == 404


@pytest.mark.parametrize(
    "address, given",
    [
        ("judgements", {"left": CLAIM, "right": CLAIM, "verdict": "same", "why": "x"}),
        ("judgements", {"left": CLAIM, "right": OTHER, "verdict": "alike", "why": "x"}),
        ("judgements", {"left": CLAIM, "right": OTHER, "verdict": "same", "why": ""}),
        ("judgements", {"left": CLAIM, "right": OTHER, "verdict": "same", "why": "x\0"}),
        ("judgements", {"left": CLAIM, "right": OTHER, "verdict": "same", "why": "x", "by": "someone else"}),
        ("reviews", {"claim": CLAIM, "verdict": "correct", "why": "x"}),
        ("reviews", {"claim": CLAIM, "verdict": "correct", "why": "x", "correction": {"time": "Monday"}}),
        ("reviews", {"claim": CLAIM, "verdict": "accept", "why": "x", "correction": {"time": "2024"}}),
        ("reports", {"text": "x", "html": "y"}),
        ("reports", {"outlet": "x"}),
        ("reports", {"url": "ftp://x.example"}),
        ("reports", {"url": "file:///etc/passwd"}),
        ("reports", {"text": "x", "published": "yesterday"}),
        ("reports", {"text": None, "html": "y"}),
        ("reports", []),
    ],
)
def test_wrong_values_are_told_and_change_nothing(desk: Desk, address: str, given: Any) -> None:
    head = desk.ledger.head()
    found = desk.client.post(f"/api/{address}", headers=desk.token("reviewer"), json=given)
    assert found.status_code == 422, found.text
    assert found.json()["error"]["code"] == "wrong_value"
    assert desk.ledger.head() == head


def test_text_that_is_no_utf8_is_answered_all_the_same(open_to_all: Desk) -> None:
    text = "The mayor said that rebels had seized the depot in Izium on Monday \ud800."
    report = Report("odd", text, "en", raw=text.encode("utf-8", "surrogatepass"))
    claim = Claim(
        "c_00000000000000ff", "odd", Span(0, len(text), text), Span(4, 9, "mayor"), "comment", "affirmed", "certain"
    )
    open_to_all.ledger.add(Reading(report, (claim,), ()), run=RUN)
    found = items(open_to_all, "/api/claims?limit=1")
    assert "\ud800" in found[0]["sentence"]["text"]


def test_a_method_that_an_address_has_not_is_told_those_it_has(desk: Desk) -> None:
    for address, methods in (("/api/reports", "GET, HEAD, POST"), (f"/api/claims/{CLAIM}", "GET, HEAD")):
        found = desk.client.request("PATCH", address, headers=desk.token("admin"))
        assert (found.status_code, found.json()["error"]["code"]) == (405, "wrong_method")
        assert found.headers["allow"] == methods


def test_who_copies_whom_is_told_of_an_incident(tmp_path: Path) -> None:
    passage, origin = (Passage(report, 0, 60) for report in ("r_" + "1" * 24, "r_" + "2" * 24))
    copies = [Copy(passage, origin, 12, 0.9, "Reuters", ("11 of 12 words stand in the same order",))]
    with open_desk(tmp_path / "ledger.db") as desk:
        bring_together(desk.ledger)
        incident = desk.ledger.incidents()[0]
        with desk.ledger.merging() as store:
            store.add_copies(
                replace(
                    item,
                    copy=replace(passage, report=incident.reports[0]),
                    origin=replace(origin, report=incident.reports[0]),
                )
                for item in copies
            )
        (row,) = items(desk, f"/api/incidents/{incident.id}/copies")
        incidents.Copy.model_validate(row, strict=True)
        assert row["agency"] == "Reuters" and row["passage"]["end"] == 60
