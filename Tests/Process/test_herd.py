"""A connection wakes one worker, however many wait (nginx's EPOLLEXCLUSIVE, unicorn's, accept_mutex before them)."""

import time
from pathlib import Path

from conftest import counts
from fastcgi import get


def switches(pid: int) -> int:
    """How often a process gave up the processor or lost it."""
    status = Path(f"/proc/{pid}/status").read_text().splitlines()
    return sum(int(line.split()[1]) for line in status if "ctxt_switches" in line)


def switches_each(house, requests: int) -> float:
    """Context switches of all workers for one request, at a thousand requests a second at most."""
    workers = house.workers_now()
    before = sum(map(switches, workers))
    for _ in range(requests):
        began = time.monotonic()
        assert house.ask(get("/hello")).status == 200
        time.sleep(max(0.0, 0.001 - (time.monotonic() - began)))
    return (sum(map(switches, workers)) - before) / requests


def test_a_connection_wakes_one_of_many_workers(start):
    few, many = start(4), start(64)
    requests = counts(500, 5_000)
    # In turn, and of each the calmest round, because other programs only add to it.
    rounds = [(switches_each(few, requests), switches_each(many, requests)) for _ in range(5)]
    least, most = (min(each) for each in zip(*rounds, strict=True))
    assert most <= 1.2 * least
    assert few.stop() == 0 and many.stop() == 0
