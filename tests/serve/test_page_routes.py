"""The pages without a browser: exports, raw files, languages, what is missing or permitted, the published site."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from tests.ledger.reports import NEWER, RUN, english, french
from tests.serve.desk import CLAIM, OTHER, Desk, open_desk

from selon.ledger.ledger import Ledger
from selon.merging import bring_together
from selon.model.errors import StopRun
from selon.model.review import Review
from selon.serve.publish import publish

PAGE = {"Accept": "text/html"}


def test_claims_are_exported_as_the_address_filters_them(open_to_all: Desk) -> None:
    client = open_to_all.client
    rows = list(csv.DictReader(io.StringIO(client.get("/export/claims.csv?kind=kill").text)))
    assert [row["claim"] for row in rows] == [CLAIM]
    features = client.get("/export/claims.geojson").json()["features"]
    assert len(features) == 5
    graph = client.get("/export/claims.jsonld?kind=kill").json()["@graph"]
    assert sum(node["@id"].startswith("selon:claim:") for node in graph) == 1
    assert client.get("/export/claims.csv?from=nonsense").status_code == 422
    assert client.get("/export/claims.pdf").status_code == 404
    for name in ("map", "timeline"):
        drawn = client.get(f"/export/{name}.svg?kind=kill")
        assert drawn.headers["content-type"] == "image/svg+xml" and drawn.text.startswith("<svg")


def test_what_a_page_shows_is_exported_as_it_shows_it(open_to_all: Desk) -> None:
    client = open_to_all.client

    def claims(query: str) -> set[str]:
        answer = client.get(f"/export/claims.csv?{query}")
        assert answer.status_code == 200, answer.text
        return {row["claim"] for row in csv.DictReader(io.StringIO(answer.text))}

    assert claims("box=37.9,48.5,38.2,48.7") == {CLAIM}, "the part of the map that holds Bakhmut"
    assert claims("box=0,0,1,1") == set()
    assert claims("of_place=Bakhmut") == {CLAIM} == claims("of_source=l%27%C3%A9tat-major")
    assert claims("of_place=Bakhmut&kind=seize") == set()
    assert len(claims("from=2024-05&to=2024-05")) < len(claims("from=2024-05&to=2024-05&untold=1"))
    for name in ("map", "timeline"):
        drawn = client.get(f"/export/{name}.svg?of_place=Bakhmut&box=37.9,48.5,38.2,48.7")
        assert drawn.text.startswith("<svg")
    for wrong in ("1,2,3", "a,b,c,d", "5,5,4,4", "nan,0,1,1", "0,0,1,91"):
        answer = client.get(f"/export/claims.csv?box={wrong}", headers=PAGE)
        assert answer.status_code == 422 and wrong in answer.text


def test_a_retired_report_is_shown_only_to_who_asks_for_it_all_the_same(open_to_all: Desk) -> None:
    client, ledger = open_to_all.client, open_to_all.ledger
    reading = english(1)
    ledger.add(replace(reading, report=replace(reading.report, outlet="The Echo")), run=RUN)
    newer, *_, old = (row.id for row in ledger.reports())
    ledger.retire(old, by="Ana", why="wrong <b>outlet</b>")
    for path in ("", "/raw", "/raw.txt"):
        answer = client.get(f"/reports/{old}{path}", headers=PAGE)
        assert answer.status_code == 410 and "in Izium" not in answer.text
        assert "retired by Ana" in answer.text and "wrong &lt;b&gt;outlet" in answer.text
        assert f'href="/reports/{newer}"' in answer.text and f'href="/reports/{old}{path}?old=true"' in answer.text
        assert client.get(f"/reports/{old}{path}?old=true", headers=PAGE).status_code == 200
    assert "retired by Ana" in client.get(f"/reports/{old}?old=true", headers=PAGE).text


def test_the_address_of_a_claim_leads_to_its_words_or_says_what_became_of_it(open_to_all: Desk) -> None:
    client, ledger = open_to_all.client, open_to_all.ledger
    report = ledger.pick([CLAIM])[0].report_id
    assert client.get(f"/claims/{CLAIM}").headers["location"] == f"/reports/{report}#mark-{CLAIM}"
    reading = french()
    other = replace(reading.claims[0], id="c_fedcba9876543210", kind="wound")
    ledger.add(replace(reading, claims=(other,)), run=NEWER)
    answer = client.get(f"/claims/{CLAIM}", headers=PAGE)
    assert answer.status_code == 410 and f'href="/claims/{other.id}"' in answer.text
    ledger.retire(OTHER, by="Ana", why="misread")
    answer = client.get(f"/claims/{OTHER}", headers=PAGE)
    assert answer.status_code == 410 and f"{OTHER} was retired by Ana" in answer.text
    for unknown in ("c_ffffffffffffffff", "c_01", "r_01", "%00"):
        assert client.get(f"/claims/{unknown}", headers=PAGE).status_code == 404


def test_a_cell_is_no_formula(tmp_path: Path) -> None:
    with open_desk(tmp_path / "ledger.db", full=False) as desk:
        desk.ledger.add(english(1, "=HYPERLINK(1) The mayor said on Monday that rebels had seized Izium."), run=RUN)
        rows = list(csv.DictReader(io.StringIO(desk.client.get("/export/claims.csv").text)))
        assert all(row["sentence"].startswith("'=") for row in rows)


def test_a_report_is_kept_byte_for_byte_and_never_shown_as_a_page(open_to_all: Desk) -> None:
    held = open_to_all.ledger.pick([OTHER])[0]
    raw = open_to_all.client.get(f"/reports/{held.report_id}/raw")
    assert raw.content == held.reading.report.raw
    assert raw.headers["content-disposition"].startswith("attachment")
    assert raw.headers["x-content-type-options"] == "nosniff" and "sandbox" in raw.headers["content-security-policy"]
    text = open_to_all.client.get(f"/reports/{held.report_id}/raw.txt")
    assert text.headers["content-type"].startswith("text/plain")


@pytest.mark.parametrize(
    "path", ["/reports/r_none", "/reports/x", "/reports/r_none/raw", "/incidents/i_none", "/source?name=x", "/place"]
)
def test_what_is_not_there_is_said_so(open_to_all: Desk, path: str) -> None:
    answer = open_to_all.client.get(path, headers=PAGE)
    assert answer.status_code == 404
    assert "<h1>" in answer.text


def test_an_incident_that_was_replaced_leads_to_its_successor(
    open_to_all: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Ledger, "replaced_by", lambda self, name: "i_new" if name == "i_old" else None)
    answer = open_to_all.client.get("/incidents/i_old", headers=PAGE)
    assert answer.status_code == 410 and "/incidents/i_new" in answer.text


@pytest.mark.parametrize(
    "back", ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:1", "/a\r\nb"]
)
def test_the_choice_of_a_language_leads_nowhere_else(open_to_all: Desk, back: str) -> None:
    answer = open_to_all.client.get("/language/fr", params={"back": back}, follow_redirects=False)
    assert answer.status_code == 303 and answer.headers["location"] == "/"
    kept = open_to_all.client.get("/language/fr", params={"back": "/search?q=a"}, follow_redirects=False)
    assert kept.headers["location"] == "/search?q=a" and "selon_language=fr" in kept.headers["set-cookie"]
    assert open_to_all.client.get("/language/xx").status_code == 404


def test_what_comes_from_reports_is_escaped_on_every_page(tmp_path: Path) -> None:
    evil = "<script>alert(1)</script>"
    with open_desk(tmp_path / "ledger.db", full=False) as desk:
        desk.ledger.add(
            english(1, f"The mayor said on Monday {evil} that rebels had seized the depot in Izium."), run=RUN
        )
        bring_together(desk.ledger)
        report = desk.ledger.reports()[0].id
        incidents = [f"/incidents/{incident.id}" for incident in desk.ledger.incidents()]
        pages = ["/", "/search", f"/search?q={evil}", "/review", f"/reports/{report}", "/place?name=Izium"]
        for path in [*pages, "/source?name=the mayor", *incidents, "/fragments/claims?key=1048576,1048577"]:
            text = desk.client.get(path, headers=PAGE).text
            assert "alert(1)" not in text or evil not in text, path


def test_marks_are_sent_again_only_when_something_was_added(open_to_all: Desk) -> None:
    first = open_to_all.client.get("/data/marks.json")
    assert len(first.json()["lat"]) == 5
    tag = {"If-None-Match": first.headers["etag"]}
    assert open_to_all.client.get("/data/marks.json", headers=tag).status_code == 304
    open_to_all.ledger.add(english(7), run=RUN)
    again = open_to_all.client.get("/data/marks.json", headers=tag)
    assert again.status_code == 200 and len(again.json()["lat"]) == 7


def test_incidents_that_are_merged_while_the_server_runs_are_seen(open_to_all: Desk) -> None:
    head = open_to_all.ledger.head()
    open_to_all.client.get("/data/marks.json")
    bring_together(open_to_all.ledger)
    open_to_all.time.pass_by(2)
    found = open_to_all.client.get("/data/marks.json").json()["incidents"]
    assert sorted(found) == sorted(incident.id for incident in open_to_all.ledger.incidents()) != []
    assert open_to_all.ledger.head() == head, "the record is as it was"


def test_a_filter_that_matches_nothing_offers_to_widen(open_to_all: Desk) -> None:
    text = open_to_all.client.get("/search?q=zebra&kind=kill", headers=PAGE).text
    assert 'href="/search?kind=kill"' in text and 'href="/search?q=zebra"' in text
    wrong = open_to_all.client.get("/?kind=nonsense", headers=PAGE)
    assert wrong.status_code == 422 and "nonsense" in wrong.text


def test_an_empty_ledger_says_how_to_fill_it(tmp_path: Path) -> None:
    with open_desk(tmp_path / "ledger.db", full=False) as desk:
        for path in ("/", "/search", "/reports", "/review"):
            answer = desk.client.get(path, headers=PAGE)
            assert answer.status_code == 200, path
        assert "selon add" in desk.client.get("/", headers=PAGE).text


def test_only_reviewers_write_at_the_desk(open_to_all: Desk, desk: Desk) -> None:
    form = {"act": "accept", "claim": CLAIM}
    assert open_to_all.client.post("/review", data=form).status_code == 403
    proof = desk.sign_in("reader")
    assert desk.client.post("/review", data=form, headers=proof).status_code == 403
    proof = desk.sign_in("reviewer")
    assert desk.client.post("/review", data=form).status_code == 403, "without the token of the session"
    answer = desk.client.post("/review", data=form, headers=proof, follow_redirects=False)
    assert answer.status_code == 303
    (found,) = desk.ledger.reviews(CLAIM)
    assert (found.review.verdict, found.review.by) == ("accept", "reviewer")
    subject = {"subject": found.id, "claim": CLAIM}
    assert desk.client.post("/review/undo", data=subject, headers=proof).status_code == 303
    assert desk.ledger.reviews(CLAIM) == []


def test_a_correction_keeps_only_what_was_changed(desk: Desk) -> None:
    proof = desk.sign_in("reviewer")
    parts = {"part-kind": "kill", "part-place": "Kosti", "part-time": "2023-06-05", "part-certainty": "possible"}
    sent = {"act": "correct", "claim": CLAIM, "why": "as it says"} | parts
    desk.client.post("/review", data=sent, headers=proof)
    (found,) = desk.ledger.reviews(CLAIM)
    point = found.review.correction["point"]
    assert dict(found.review.correction) == {"place": "Kosti", "point": point, "certainty": "possible"}
    assert point.startswith("13.16"), "looked up by the name"
    unchanged = desk.client.post("/review", data={"act": "correct", "claim": CLAIM, "part-kind": "kill"}, headers=proof)
    assert unchanged.status_code == 422
    wrong = desk.client.post("/review", data=sent | {"part-time": "soon"}, headers=proof)
    assert wrong.status_code == 422 and 'value="soon"' in wrong.text


def test_a_correction_stands_in_the_table_the_map_and_the_site_with_the_old_reading_beside(
    desk: Desk, tmp_path: Path
) -> None:
    bring_together(desk.ledger)
    desk.time.pass_by(2)
    proof = desk.sign_in("reviewer")
    sent = {
        "act": "correct",
        "claim": CLAIM,
        "why": "in the text",
        "part-place": "Soledar",
        "part-quantity": "≥ 12 soldats",
    }
    desk.client.post("/review", data=sent, headers=proof)
    bring_together(desk.ledger)
    desk.time.pass_by(2)
    incident = desk.ledger.incidents_of([CLAIM])[CLAIM]
    page = desk.client.get(f"/incidents/{incident}", headers=PAGE).text
    assert re.search(r"<summary>\s*Soledar", page) and "<del>near Bakhmut</del>" in page and "≥ 12 soldats" in page
    assert "corrected by reviewer, 1 Jun 2024" in page and "in the text" in page
    french = desk.client.get(f"/incidents/{incident}", headers={**PAGE, "accept-language": "fr"}).text
    assert "corrigé par reviewer, 1 juin 2024" in french
    assert "Soledar" in desk.client.get("/data/marks.json").json()["places"]
    assert desk.client.get("/api/claims?place=48.69,38.07&within=5").json()["items"][0]["id"] == CLAIM
    assert "Soledar" in desk.client.get(f"/export/claims.csv?incident={incident}").text
    desk.client.post("/review/accept-all", data={"incident": incident}, headers=proof)
    site = tmp_path / "site"
    publish(desk.ledger, site)
    assert "<del>near Bakhmut</del>" in (site / "incidents" / f"{incident}.html").read_text("utf-8")
    (said,) = (item for item in desk.ledger.reviews(CLAIM) if item.review.verdict == "correct")
    desk.client.post("/review/undo", data={"subject": said.id, "claim": CLAIM}, headers=proof)
    bring_together(desk.ledger)
    desk.time.pass_by(2)
    page = desk.client.get(f"/incidents/{desk.ledger.incidents_of([CLAIM])[CLAIM]}", headers=PAGE).text
    assert "<del>" not in page and "Soledar" not in page
    assert "Soledar" not in desk.client.get("/data/marks.json").json()["places"]


def test_a_rejected_claim_is_struck_counts_in_nothing_and_stays_to_be_seen(desk: Desk) -> None:
    bring_together(desk.ledger)
    desk.time.pass_by(2)
    proof = desk.sign_in("reviewer")
    before = len(desk.client.get("/data/marks.json").json()["lat"])
    desk.client.post("/review", data={"act": "reject", "claim": CLAIM, "why": "a headline"}, headers=proof)
    bring_together(desk.ledger)
    desk.time.pass_by(2)
    incident = desk.ledger.incidents_of([CLAIM])[CLAIM]
    page = desk.client.get(f"/incidents/{incident}", headers=PAGE).text
    assert "One claim of this incident was rejected" in page and "a headline" in page
    assert re.search(r'class="claim-row certainty-\w+ rejected"', page)
    assert len(desk.client.get("/data/marks.json").json()["lat"]) == before - 1
    found = desk.client.get(f"/api/claims/{CLAIM}").json()["claim"]
    assert found["review"]["verdict"] == "reject" and found["correction"] is None


def test_a_correction_can_be_taken_back_by_the_form(desk: Desk) -> None:
    proof = desk.sign_in("reviewer")
    desk.client.post("/review", data={"act": "correct", "claim": CLAIM, "part-kind": "wound"}, headers=proof)
    assert desk.ledger.pick([CLAIM])[0].reading.claims[0].kind == "wound"
    again = desk.client.post("/review", data={"act": "correct", "claim": CLAIM, "part-kind": "kill"}, headers=proof)
    assert again.status_code == 303
    assert desk.ledger.pick([CLAIM])[0].reading.claims[0].kind == "kill"


def test_an_incident_can_be_accepted_whole(desk: Desk) -> None:
    bring_together(desk.ledger)
    desk.time.pass_by(2)
    proof = desk.sign_in("reviewer")
    incident = max(desk.ledger.incidents(), key=lambda incident: len(incident.claims))
    desk.client.post("/review/accept-all", data={"incident": incident.id}, headers=proof)
    assert {item.review.claim for item in desk.ledger.reviews()} == set(incident.claims)


def test_a_site_holds_the_accepted_incidents_alone_and_is_made_again(tmp_path: Path) -> None:
    with open_desk(tmp_path / "ledger.db") as desk:
        bring_together(desk.ledger)
        first, *rest = desk.ledger.incidents()
        assert rest
        for claim in first.claims:
            desk.ledger.review(Review(claim, "accept", "ana", "", "2024-06-01T12:00:00Z"))
        site = tmp_path / "site"
        assert publish(desk.ledger, site).incidents == 1
        written = {str(path.relative_to(site)) for path in site.rglob("*") if path.is_file()}
        assert f"incidents/{first.id}.html" in written and f"fr/incidents/{first.id}.html" in written
        assert not any(other.id in name for other in rest for name in written)
        assert len(json.loads((site / "claims.geojson").read_text("utf-8"))["features"]) == len(first.claims)
        text = (site / "index.html").read_text("utf-8")
        assert "<script" not in text and 'href="/' not in text
        for item in desk.ledger.reviews():
            desk.ledger.retire(item.id, by="ana", why="not yet")
        assert publish(desk.ledger, site).incidents == 0
        assert not list((site / "incidents").iterdir())
        assert not [path for path in tmp_path.iterdir() if path.name.startswith(".site")]
        (tmp_path / "other").mkdir()
        (tmp_path / "other" / "thesis.txt").write_text("mine", encoding="utf-8")
        with pytest.raises(StopRun, match="is no site"):
            publish(desk.ledger, tmp_path / "other")


def test_days_are_counted_by_the_same_filters(open_to_all: Desk) -> None:
    def total(query: str) -> float:
        bins = open_to_all.client.get(f"/api/timeline{query}").json()["bins"]
        return sum(item["exact"] + item["spread"] + item["untold"] for item in bins)

    assert total("") == pytest.approx(5, abs=0.1)
    assert total("?kind=kill") == 1
    assert total("?q=zebra") == 0
    assert len(open_to_all.client.get("/api/timeline?bins=2").json()["bins"]) <= 3
    assert open_to_all.client.get("/api/timeline?from=soon").status_code == 422
