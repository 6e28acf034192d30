"""Who is killed with -9: workers one by one, all of them, and what their clients see of it."""

import os
import random
import signal
import statistics
import time

from conftest import counts
from fastcgi import get
from load import Load


def test_a_killed_worker_costs_no_client_an_answer(start):
    """F1: each request that a killed worker held is answered by the next try."""
    house = start(4, queue=60_000)
    with Load(house, clients=8, path="/sleep/5") as load:
        for _ in range(counts(10, 100)):
            time.sleep(0.25)
            os.kill(killed := random.choice(house.workers_now()), signal.SIGKILL)
            house.wait_for("worker_left", pid=killed, signal=signal.SIGKILL)
    assert not load.lost
    assert set(load.statuses) == {200}
    assert max(asked.tries for asked in load.asked) > 1, "no kill met a request"
    house.be_whole()
    assert house.stop() == 0


def test_all_workers_killed_at_once_are_back_at_once(start):
    house, waits = start(4), []
    for _ in range(counts(3, 20)):
        for pid in house.workers_now():
            os.kill(pid, signal.SIGKILL)
        began = time.monotonic()
        while house.ask(get("/hello")).status != 200:
            pass
        waits.append(time.monotonic() - began)
        house.wait_for("worker_ready", 4)
    assert statistics.median(waits) < 1, waits
    assert house.stop() == 0
