"""F6, F7, F8: Postgres loses a backend, all sessions or itself. What was promised stands; what can't be had is a 503
that asks to come back, at once; the pools go on and connect again by themselves."""

import os
import random
import signal
import time
from collections.abc import Callable

import pytest
import requests
from checker import told_is_stored
from conftest import count
from crowd import Crowd
from stack import Stack, until

BACKENDS = "select pid from pg_stat_activity where application_name in ('holdfast web', 'holdfast talk')"
# How long visitors may be refused after the fault. Beside other work the server's recovery alone may take longer.
OUTAGE = count(10, 3)


def backends(house: Stack) -> list[int]:
    with house.database() as database:
        return [pid for (pid,) in database.execute(BACKENDS)]


def a_backend_is_killed(house: Stack) -> None:
    """The whole server recovers: it can't trust the memory that they shared."""
    os.kill(random.choice(backends(house)), signal.SIGKILL)


def all_sessions_are_ended(house: Stack) -> None:
    with house.database() as database:
        database.execute(f"select pg_terminate_backend(pid) from ({BACKENDS}) session")


def the_server_restarts_at_once(house: Stack) -> None:
    house.script("pg", "stop", str(house.run_dir), "immediate")
    house.script("pg", "start", str(house.run_dir))


def answers(house: Stack) -> bool:
    return requests.get(f"{house.base}/readyz", timeout=30).status_code == 200


@pytest.mark.parametrize("fault", [a_backend_is_killed, all_sessions_are_ended, the_server_restarts_at_once])
def test_visitors_are_asked_to_come_back_and_nothing_promised_is_lost(house, fault: Callable[[Stack], None]):
    workers, made, over = house.workers(), [], []
    crowd = Crowd(house, visitors=6, pause=0.01)
    with crowd as ledger:
        for _ in range(count(1, 20)):
            until(lambda: len(backends(house)) >= 2, 10, "the workers are connected")
            made.append(time.monotonic())
            fault(house)
            until(lambda: answers(house), 10, "the house is ready")
            over.append(time.monotonic())
            time.sleep(1.5)
    assert set(ledger.failures) <= {503}, ledger.faults[:3]
    assert all('"code":"unavailable"' in text for _, _, text in ledger.faults), ledger.faults[:3]
    assert [at for at, _, _ in ledger.faults if not any(begin <= at <= begin + OUTAGE for begin in made)] == []
    assert max(end - begin for begin, end in zip(made, over, strict=True)) <= OUTAGE
    told_is_stored(house, crowd)
    assert house.workers() == workers
    assert len(backends(house)) <= len(workers)


@pytest.mark.parametrize("_", range(count(1, 3)))
def test_without_postgres_every_answer_comes_at_once_and_the_pools_stay(house, _):
    workers = house.workers()
    crowd = Crowd(house, visitors=6, pause=0.05)
    with crowd as ledger:
        house.script("pg", "stop", str(house.run_dir))
        try:
            begun = time.monotonic()
            until(lambda: not answers(house), 5, "readyz says 503")
            assert requests.get(f"{house.base}/healthz", timeout=30).status_code == 200
            time.sleep(count(3, 60))
            over = time.monotonic()
        finally:
            house.script("pg", "start", str(house.run_dir))
        started = time.monotonic()
        until(lambda: answers(house), 10, "readyz says 200")
        back = time.monotonic() - started
        time.sleep(0.5)
    refused = [seconds for at, seconds, status in ledger.times if begun < at < over and status == 503]
    assert len(refused) > 50 and set(ledger.failures) <= {503}, ledger.faults[:3]
    assert max(refused) <= 0.2, sorted(refused)[-5:]
    assert back <= 2
    assert house.workers() == workers
    told_is_stored(house, crowd)


def test_a_refusal_for_want_of_a_database_says_when_to_come_back(house):
    house.script("pg", "stop", str(house.run_dir))
    try:
        until(lambda: not answers(house), 5, "readyz says 503")
        problem = requests.get(f"{house.base}/api/v1/barber/services", timeout=30)
        page = requests.get(f"{house.base}/t/barber/", headers={"Accept": "text/html"}, timeout=30)
    finally:
        house.script("pg", "start", str(house.run_dir))
    assert (problem.status_code, problem.json()["code"]) == (503, "unavailable") and int(problem.headers["Retry-After"]) > 0
    assert page.status_code == 503 and page.headers["Content-Type"].startswith("text/html")
    until(lambda: answers(house), 10, "readyz says 200")
