"""Posted reports: taken in at once, read in turn, told as it happens; resumed when the server was killed."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2
import pytest
from fastapi.testclient import TestClient
from tests.serve.desk import PASSWORD, Desk, open_desk
from tests.serve.inside import PAGE, Inside, open_inside, posted

from selon.ledger.ledger import Ledger
from selon.serve.api.shapes.reports import Job, JobsPage
from selon.serve.jobs.store import MOST_TRIES, MOST_WAITING, Jobs, Posted

TEXT = "The mayor said on Monday that rebels had seized the depot in Izium and killed 12 soldiers."


def test_a_posted_report_is_read_and_its_claims_stand(desk: Desk) -> None:
    told = posted(desk, {"text": TEXT, "published": "2024-05-01", "outlet": "The Wire", "title": "Izium"})
    Job.model_validate(told, strict=True)
    assert told["state"] == "done" and [step["told"] for step in told["steps"]] == ["preparing", "reading", "done"]
    (report,) = told["reports"]
    assert report["new"] and report["claims"] == 2
    headers = desk.token("reader")
    shown = desk.client.get(f"/api/reports/{report['id']}", headers=headers).json()
    assert (shown["text"], shown["outlet"], shown["published"], shown["title"]) == (
        TEXT,
        "The Wire",
        "2024-05-01",
        "Izium",
    )
    assert {claim["kind"] for claim in shown["claims"]} == {"capture", "kill"}
    again = posted(desk, {"text": TEXT, "published": "2024-05-01", "outlet": "The Wire", "title": "Izium"})
    assert again["reports"] == [{"id": report["id"], "claims": 2, "new": False}]
    incidents = wait_for(lambda: desk.client.get("/api/incidents", headers=headers).json()["items"])
    assert any(report["id"] in incident["reports"] for incident in incidents)


def wait_for(look: Any) -> Any:
    """What the look finds, as soon as it finds anything."""
    for _ in range(1200):
        if found := look():
            return found
        time.sleep(0.05)
    raise AssertionError("it never came")


def test_a_page_is_read_as_a_page(desk: Desk) -> None:
    page = f"<html lang='en'><head><title>Depot</title></head><body><article><p>{TEXT * 5}</p></article></body></html>"
    told = posted(desk, {"html": page, "url": "https://courier.example/depot"})
    assert told["state"] == "done"
    shown = desk.client.get(f"/api/reports/{told['reports'][0]['id']}", headers=desk.token("reader")).json()
    assert shown["format"] == "html" and shown["url"] == "https://courier.example/depot"
    assert shown["text"].startswith("The mayor said")


def test_an_address_is_fetched(tmp_path: Path) -> None:
    with open_inside() as inside, open_desk(tmp_path / "ledger.db", auth=True, allow_private=True) as desk:
        told = posted(desk, {"url": f"http://127.0.0.1:{inside.port}/page", "language": "en"})
        assert told["state"] == "done"
        shown = desk.client.get(f"/api/reports/{told['reports'][0]['id']}", headers=desk.token("reader")).json()
        assert shown["text"] == PAGE.decode() and shown["url"] == f"http://127.0.0.1:{inside.port}/page"
        assert isinstance(inside, Inside) and inside.asked == ["/robots.txt", "/page"]


@pytest.mark.parametrize(
    "given, why",
    [
        ({"text": "   \n"}, "holds no text"),
        ({"text": "Der Bürgermeister sagte am Montag, die Aufständischen hätten das Lager genommen."}, "de"),
        ({"html": "<html><body></body></html>"}, "no main text|no page"),
        ({"url": "http://no-such-host.invalid/"}, "cannot be (found|read now)"),
        ({"text": "word " * 30_000, "language": "en"}, "too long|longer"),
    ],
)
def test_what_cannot_be_read_is_told_with_the_reason(desk: Desk, given: dict[str, Any], why: str) -> None:
    told = posted(desk, given)
    assert told["state"] == "failed" and told["reports"] == []
    assert re.search(why, told["skipped"][0]), told["skipped"]


def test_progress_is_told_as_it_happens(desk: Desk) -> None:
    made = desk.client.post("/api/reports", json={"text": TEXT}, headers=desk.token("reviewer"))
    assert made.status_code == 202 and made.json()["state"] == "waiting"
    events = desk.client.get(f"{made.headers['location']}/events", headers=desk.token("reader"))
    assert events.headers["content-type"].startswith("text/event-stream")
    told = re.findall(r"event: (\w+)\ndata: (.+)\n", events.text)
    assert told[-1][0] == "over" and all(name == "progress" for name, _ in told[:-1])
    assert json.loads(told[-1][1])["state"] == "done"
    listed = JobsPage.model_validate(desk.client.get("/api/jobs", headers=desk.token("reader")).json(), strict=True)
    assert [job.id for job in listed.items] == [made.json()["id"]]


def test_what_was_posted_is_not_kept_once_it_is_in_the_record(desk: Desk, tmp_path: Path) -> None:
    told = posted(desk, {"text": TEXT})
    assert desk.server.jobs.find(told["id"]).posted.raw == b""


def test_only_so_many_jobs_wait(desk: Desk) -> None:
    desk.server.worker.stop()
    for number in range(MOST_WAITING):
        assert desk.server.jobs.add(f"w_{number}", "reviewer", Posted("text", b"x")) is not None
    refused = desk.client.post("/api/reports", json={"text": TEXT}, headers=desk.token("reviewer"))
    assert refused.status_code == 429 and refused.headers["retry-after"] == "60"


def test_only_so_many_reports_are_taken_in_a_minute(desk: Desk) -> None:
    desk.server.worker.stop()
    headers = desk.token("reviewer")
    statuses = [desk.client.post("/api/reports", json={"text": "x"}, headers=headers).status_code for _ in range(121)]
    assert statuses == [202] * 120 + [429]
    assert desk.client.post("/api/reports", json={"text": "x"}, headers=desk.token("admin")).status_code == 202


def test_a_job_that_was_left_running_is_done_at_the_next_start(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with Ledger(str(path)) as ledger:
        jobs = Jobs(ledger)
        jobs.add("w_1", "ana", Posted("text", TEXT.encode()))
        assert jobs.take_next().state == "running"  # type: ignore[union-attr]
        assert jobs.take_next() is None
    with open_desk(path, auth=True) as desk:
        told = wait_for(lambda: finished(desk.client, "/api/jobs/w_1", desk.token("reader")))
        assert told["state"] == "done" and told["reports"][0]["claims"] == 2


def finished(client: TestClient, address: str, headers: dict[str, str]) -> Any:
    told = client.get(address, headers=headers).json()
    return told if told["state"] in ("done", "failed") else None


def test_a_job_that_stops_the_server_again_and_again_is_given_up(tmp_path: Path) -> None:
    with Ledger(str(tmp_path / "ledger.db")) as ledger:
        jobs = Jobs(ledger)
        jobs.add("w_1", "ana", Posted("text", b"poison"))
        for tries in range(1, MOST_TRIES + 1):
            job = jobs.take_next()
            assert job is not None and job.tries == tries
            jobs.resume()
        given_up = jobs.find("w_1")
        assert given_up is not None and given_up.state == "failed" and given_up.posted.raw == b""
        assert "given up" in given_up.told.skipped[0]
        assert jobs.take_next() is None


def test_a_job_that_a_stopping_server_puts_back_is_not_to_blame(tmp_path: Path) -> None:
    with Ledger(str(tmp_path / "ledger.db")) as ledger:
        jobs = Jobs(ledger)
        jobs.add("w_1", "ana", Posted("text", b"x"))
        for _ in range(MOST_TRIES + 2):
            job = jobs.take_next()
            assert job is not None and job.tries == 1
            jobs.put_back(job)


class Broken:
    """An executor whose work always fails in the same way."""

    def submit(self, *work: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_exception(ZeroDivisionError("a fault"))
        return future

    def shutdown(self, **how: Any) -> None:
        pass


def test_a_fault_of_ours_fails_the_job_and_not_the_server(tmp_path: Path) -> None:
    with open_desk(tmp_path / "ledger.db", auth=True, pool=Broken) as desk:
        told = posted(desk, {"text": TEXT})
        assert told["state"] == "failed" and "a fault of Selon (ZeroDivisionError)" in told["skipped"][0]
        assert desk.client.get("/api/claims", headers=desk.token("reader")).status_code == 200


def test_a_server_killed_while_a_job_runs_does_it_when_it_starts_again(tmp_path: Path) -> None:
    """The real program, killed by kill -9 in the middle of reading; its reading process goes with it."""
    path = str(tmp_path / "ledger.db")
    with Ledger(path):
        pass
    run("user", "add", "ana", "--role", "reviewer", "--ledger", path, given=f"{PASSWORD}\n")
    token = run("user", "token", "ana", "--ledger", path).strip()
    with started(path, token) as (process, client):
        job = client.post("/api/reports", json={"text": TEXT}).json()["id"]
        wait_for(lambda: client.get(f"/api/jobs/{job}").json()["steps"])
        os.kill(process.pid, signal.SIGKILL)
    with Ledger(path) as ledger:
        assert Jobs(ledger).find(job).state == "running"  # type: ignore[union-attr]
    with started(path, token) as (process, client):
        for _ in range(600):
            told = client.get(f"/api/jobs/{job}").json()
            if told["state"] in ("done", "failed"):
                break
            time.sleep(0.1)
        assert told["state"] == "done" and told["reports"][0]["claims"] == 2


def run(*words: str, given: str = "") -> str:
    done = subprocess.run([sys.executable, "-m", "selon", *words], input=given, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


@contextmanager
def started(path: str, token: str) -> Iterator[tuple[subprocess.Popen[str], httpx2.Client]]:
    """The program serving that ledger, and what asks it."""
    command = [sys.executable, "-m", "selon", "serve", "--auth", "--ledger", path, "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        told = process.stderr.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+", told)
        assert found, told
        with httpx2.Client(base_url=found[0], headers={"Authorization": f"Bearer {token}"}) as client:
            yield process, client
        process.terminate()
