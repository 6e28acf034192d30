"""Processes die, reload and lose their database under load; visitors notice nothing, or are told to come back."""

import os
import random
import signal
import threading
import time
from collections import Counter

import pytest
import requests
from stack import Business, Stack, free_port, lives, new_key, until


@pytest.fixture(scope="module")
def house():
    """A house of these tests' own: they break things."""
    with Stack() as house:
        yield house


class Load:
    """Visitors who list, hold and release without pause, and remember every answer."""

    def __init__(self, house: Stack, visitors: int = 4) -> None:
        self.business = Business(house, "barber")
        self.service, self.slots = self.business.service(), self.business.slots(after_days=10, days=20)
        self.statuses: Counter[int | str] = Counter()
        self.acknowledged: list[str] = []
        self.faults: list[str] = []
        self.over = threading.Event()
        self.threads = [threading.Thread(target=self.visit, args=(number, visitors)) for number in range(visitors)]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        for thread in self.threads:
            thread.join()

    def visit(self, number: int, visitors: int) -> None:
        session, mine = requests.Session(), self.slots[number::visitors]
        count = 0
        while not self.over.is_set():
            self.count(session.get, "/services")
            body = {"service": self.service["id"], "start": mine[count % len(mine)]["start"]}
            held = self.count(session.post, "/holds", json=body, headers={"Idempotency-Key": new_key()})
            if held is not None and held.status_code == 201:
                self.acknowledged.append(held.json()["id"])
                if count % 2:
                    self.count(session.delete, f"/holds/{held.json()['id']}", headers={"Idempotency-Key": new_key()})
            count += 1

    def count(self, verb, path, **more):
        try:
            answer = verb(self.business.root + path, timeout=30, **more)
        except requests.RequestException as fault:
            self.statuses[type(fault).__name__] += 1
            return None
        self.statuses[answer.status_code] += 1
        if answer.status_code >= 500:
            self.faults.append(answer.text)
        return answer

    @property
    def failures(self) -> dict:
        return {status: count for status, count in self.statuses.items() if status not in (200, 201, 204, 409)}


def nothing_was_lost_or_doubled(house: Stack, load: Load) -> None:
    assert len(set(load.acknowledged)) == len(load.acknowledged)
    with house.database() as database:
        stored = database.execute("select count(*) from bookings where hold_id = any(%s)", [load.acknowledged]).fetchone()[0]
        doubled = database.execute(
            """select start_at from bookings join tenants t on t.id = tenant_id
               where t.slug = 'barber' and status in ('held', 'pending', 'confirmed')
               group by resource_id, start_at having count(*) > 1"""
        ).fetchall()
    assert stored == len(load.acknowledged)
    assert doubled == []


def test_a_killed_worker_costs_a_visitor_nothing(house):
    with Load(house) as load:
        for _ in range(30):
            # Four a second: a request that is tried again isn't met by the next kill too.
            time.sleep(random.uniform(0.2, 0.3))
            house.kill_worker(random.choice(house.workers() or [0]))
        until(lambda: sum(load.statuses.values()) > 200, 30, "enough requests")
    assert load.failures == {}, load.faults[:3]
    nothing_was_lost_or_doubled(house, load)


def test_reloads_under_load_lose_nothing(house):
    before = set(house.workers())
    with Load(house) as load:
        for _ in range(3):
            until(house.is_whole, 30, "every worker stands")
            now = set(house.workers())
            os.kill(house.pid("serve"), signal.SIGHUP)
            until(lambda now=now: house.is_whole() and not now & set(house.workers()), 30, "new workers only")
    assert load.failures == {}, load.faults[:3]
    assert not before & set(house.workers())
    nothing_was_lost_or_doubled(house, load)


def test_the_pool_answers_503_without_its_database_and_recovers(house):
    house.script("pg", "stop", str(house.run_dir))
    try:
        until(lambda: requests.get(f"{house.base}/readyz", timeout=30).status_code == 503, 10, "readyz says 503")
        assert requests.get(f"{house.base}/healthz", timeout=30).status_code == 200
        answer = Business(house, "barber").get("/services")
        assert answer.status_code == 503, answer.text
        assert answer.json()["code"] == "unavailable"
        assert int(answer.headers["Retry-After"]) > 0
    finally:
        house.script("pg", "start", str(house.run_dir))
    until(lambda: requests.get(f"{house.base}/readyz", timeout=30).status_code == 200, 20, "readyz says 200")
    assert Business(house, "barber").get("/services").status_code == 200


def test_without_any_pool_the_front_server_says_come_back(house):
    os.kill(house.pid("serve"), signal.SIGTERM)
    until(lambda: not house.lives("serve"), 30, "the pools stopped")
    answer = Business(house, "barber").get("/services")
    assert answer.status_code == 503
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert (answer.json()["code"], answer.headers["Retry-After"]) == ("unavailable", "2")
    page = requests.get(f"{house.base}/t/demo/", timeout=30)
    assert (page.status_code, page.headers["Content-Type"]) == (503, "text/html; charset=utf-8")
    assert house.start().endswith("/t/demo/")
    assert Business(house, "barber").get("/services").status_code == 200


def test_up_with_another_port_leaves_what_runs_alone(house):
    address = house.start()
    house.environment["PORT"] = str(free_port())
    try:
        assert house.start() == address
    finally:
        house.environment["PORT"] = str(house.port)
    assert Business(house, "barber").get("/services").status_code == 200


def test_up_twice_is_harmless_and_down_leaves_nothing(house):
    before = (house.pid("serve"), house.pid("nginx"))
    house.start()
    assert (house.pid("serve"), house.pid("nginx")) == before
    house.stop()
    assert not [pid for pid in before if lives(pid)]
    assert not [path.name for path in house.run_dir.glob("*.pid")]
    house.stop()
