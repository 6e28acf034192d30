"""A request that takes too long is stopped, told as such, and costs nobody else anything."""

import json
import os
import re
import signal
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests
from stack import Business, Stack, new_key, until

RUNNING = Path(__file__).resolve().parents[2] / "docs/running.md"


@pytest.fixture(scope="module")
def house():
    with Stack(HOLDFAST_WEB_LIMIT="1", HOLDFAST_TALK_LIMIT="1.5") as house:
        yield house


@contextmanager
def locked(house: Stack, table: str):
    """Whoever reads or writes the table waits."""
    with house.database() as database, database.transaction():
        database.execute(f"lock table {table} in access exclusive mode")
        yield


def told(house: Stack, event: str, answer: requests.Response) -> dict:
    """The log's line of this event about this request."""
    found: list[dict] = []

    def look() -> bool:
        lines = (json.loads(line) for line in (house.run_dir / "log/serve.log").read_text().splitlines() if line.startswith("{"))
        found.extend(line for line in lines if line["event"] == event and line.get("id") == answer.headers["X-Request-Id"])
        return bool(found)

    until(look, 10, f"the log tells of {event}")
    return found[0]


def title(pid: int) -> str:
    """What `ps` shows of it."""
    return Path(f"/proc/{pid}/cmdline").read_bytes().rstrip(b"\0").decode()


def test_a_statement_past_the_limit_is_cancelled_and_its_worker_lives(house):
    business, workers, key = Business(house, "barber"), set(house.workers()), new_key()
    slot, service = business.slots()[0], business.service()["id"]
    body = {"service": service, "start": slot["start"], "resource": slot["resource"]["id"]}
    with locked(house, "claims"):
        began = time.monotonic()
        answer = business.post("/holds", body, key, Origin="https://elsewhere.example")
        took = time.monotonic() - began
    assert answer.status_code == 504, answer.text
    assert 1 <= took < 4, "Postgres itself ends a wait for a lock after 4 s"
    assert (answer.headers["Content-Type"], answer.headers["Retry-After"]) == ("application/problem+json", "2")
    assert answer.json()["code"] == "timeout"
    assert answer.headers["Access-Control-Allow-Origin"]
    with house.database() as database:
        assert database.execute("select count(*) from receipts where key = %s", [key]).fetchone() == (0,)
    assert business.post("/holds", body, key).status_code == 201
    assert set(house.workers()) == workers


BLOCKED = "select count(*) from pg_stat_activity where application_name = 'holdfast web' and wait_event_type = 'Lock'"
BACKENDS = "select pid from pg_stat_activity where application_name = 'holdfast web'"


def test_postgres_stops_working_on_what_nobody_waits_for(house):
    business = Business(house, "barber")
    with house.database() as database, locked(house, "services"):
        assert business.get("/services").status_code == 504
        assert database.execute(BLOCKED).fetchone() == (0,)


def test_a_server_that_hears_nothing_costs_its_connection_and_no_worker(house):
    business, workers = Business(house, "barber"), set(house.workers())
    assert {business.get("/services").status_code for _ in range(20)} == {200}
    with house.database() as database:
        stopped = [pid for (pid,) in database.execute(BACKENDS)]
    try:
        for pid in stopped:
            os.kill(pid, signal.SIGSTOP)
        until(lambda: business.get("/services").status_code == 504, 20, "a statement that nobody hears ends")
    finally:
        for pid in stopped:
            os.kill(pid, signal.SIGCONT)
    assert business.get("/services").status_code == 200
    assert set(house.workers()) == workers


def test_a_cancellation_that_comes_late_meets_no_other_request(house):
    business = Business(house, "barber")
    for _ in range(4):
        with locked(house, "services"):
            assert business.get("/services").status_code == 504
        assert {business.get("/services").status_code for _ in range(20)} == {200}


def test_a_slow_request_is_told_with_its_statement_and_no_name(house):
    business = Business(house, "barber")
    with locked(house, "services"):
        answer = business.get("/services")
    assert answer.status_code == 504
    line = told(house, "slow", answer)
    assert (line["route"], line["status"], line["statement"]) == ("api.services", 504, "Booking.services")
    assert isinstance(line["tenant"], int)
    assert line["statement_ms"] >= 900 and line["db_ms"] >= line["statement_ms"]
    assert {"queue_ms", "arrival_ms", "handler_ms", "sending_ms"} <= line.keys()
    assert told(house, "request_overdue", answer)["route"] == "api.services"
    assert "barber" not in str(line)


def test_a_page_past_the_limit_is_a_page(house):
    with locked(house, "services"):
        page = requests.get(f"{house.base}/t/barber/", headers={"Accept": "text/html"}, timeout=30)
    assert (page.status_code, page.headers["Content-Type"]) == (504, "text/html; charset=utf-8")
    assert page.headers["Retry-After"] == "2"
    assert "took too long" in page.text


def test_a_message_past_the_limit_is_told_so(house):
    business = Business(house, "barber")
    with locked(house, "turns"):
        answer = business.post("/chat", {"message": "hello", "message_id": new_key()})
    assert answer.status_code == 504, answer.text
    assert answer.json()["code"] == "timeout"
    assert business.post("/chat", {"message": "hello", "message_id": new_key()}).status_code == 200


def form(words: str) -> str:
    """A title without what differs from process to process."""
    return re.sub(r"\[(busy|continuing) [a-z._-]+\]", r"[\1 …]", re.sub(r"worker \d+", "worker 0", words))


def test_the_titles_are_those_that_the_manual_shows(house):
    shown = {form(match) for match in re.findall(r"^ *\d+ (holdfast: .+)$", RUNNING.read_text(), re.M)}
    pids = [house.pid("serve"), *house.workers()]
    # Some are still beginning, under their command line.
    until(lambda: shown >= {form(title(pid)) for pid in pids}, 10, "titles of the manual")
    with locked(house, "services"):
        asked = subprocess.Popen(["curl", "-s", "-o", "/dev/null", f"{house.base}/api/v1/barber/services"])
        until(lambda: any("[busy api.services]" in title(pid) for pid in house.workers()), 5, "a busy worker")
        assert shown >= {form(title(pid)) for pid in pids}
    asked.wait(10)
    assert form("holdfast: web worker 2 [busy api.services]") in shown


def test_no_process_shows_its_secrets(house):
    secret = (house.run_dir / "secret").read_text().strip()
    for pid in [house.pid("serve"), *house.workers()]:
        seen = Path(f"/proc/{pid}/environ").read_bytes() + Path(f"/proc/{pid}/cmdline").read_bytes()
        assert secret.encode() not in seen and b"postgresql" not in seen
