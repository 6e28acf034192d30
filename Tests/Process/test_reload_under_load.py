"""Reloads under load (PHP-FPM's reload-robustness and concurrent-reload, unicorn's reload-bad-config)."""

import signal
import time

from conftest import counts
from fastcgi import get
from load import Load, slowest


def test_reloads_under_load_lose_nothing(start):
    house = start(4, queue=60_000)
    with Load(house, clients=8, path="/sleep/2") as load:
        for version in range(counts(5, 100)):
            house.configure(str(version))
            house.signal(signal.SIGHUP)
            house.wait_for("reloaded")
            house.serves_only(str(version))
    assert not load.lost
    assert set(load.statuses) == {200}
    assert {asked.tries for asked in load.asked} == {1}, "a reload cut an answer"
    assert house.stop() == 0


def test_a_reload_with_a_slow_request_under_way_stalls_nobody(start):
    """PHP-FPM stops every worker first: 3.6 s for all others behind one request of 4 s."""
    house = start(2, queue=60_000)
    slow = house.connect().send(get("/wait"))
    house.wait_until_a_worker_waits()
    with Load(house, clients=1, pause=0.002) as load:
        time.sleep(0.3)
        began = time.monotonic()
        house.signal(signal.SIGHUP)
        house.wait_for("reloaded")
        time.sleep(0.3)
    house.let_go()
    assert slow.answer().body == b"waited"
    assert not load.lost
    assert slowest(load.answered(since=began)) < 1
    assert house.stop() == 0


def test_a_reload_that_fails_changes_nothing_for_anybody(start):
    house = start(2, queue=60_000)
    house.configure("good")
    house.signal(signal.SIGHUP)
    house.wait_for("reloaded")
    with Load(house, clients=4) as load:
        (house.folder / "broken").touch()
        for _ in range(counts(3, 30)):
            house.signal(signal.SIGHUP)
            assert house.wait_for("reload_failed")[0]["detail"]
        (house.folder / "broken").unlink()
    assert not load.lost and set(load.statuses) == {200}
    assert house.versions() == {"good"}
    assert house.stop() == 0
