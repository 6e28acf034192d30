"""Workers that stand still (unicorn's heartbeat-timeout, puma's test_worker_timeout): replaced, and not heard again."""

import contextlib
import os
import random
import signal
import time

from conftest import alive, counts
from fastcgi import get
from load import Load, slowest

HEARTBEAT = 400


def wake(pid: int):
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGCONT)


def test_stopped_workers_are_replaced_and_no_client_is_lost(start):
    """F3, with a limit of 0.4 s instead of 10."""
    house, waits = start(4, heartbeat=HEARTBEAT, queue=60_000), []
    with Load(house, clients=8, path="/sleep/5") as load:
        for _ in range(counts(3, 20)):
            os.kill(stopped := random.choice(house.workers_now()), signal.SIGSTOP)
            began = time.monotonic()
            house.wait_for_each("worker_left", "worker_ready")
            waits.append(time.monotonic() - began)
            left = house.told("worker_left")[-1]
            assert (left["pid"], left["signal"]) == (stopped, signal.SIGKILL)
            wake(stopped)
    assert not load.lost and set(load.statuses) == {200}
    assert all(HEARTBEAT / 2_000 < wait < HEARTBEAT / 1_000 + 2 for wait in waits), waits
    assert slowest(load.asked) < HEARTBEAT / 1_000 + 3
    assert house.stop() == 0


def test_a_worker_that_is_woken_after_its_replacement_does_nothing_any_more(start):
    house = start(1, heartbeat=HEARTBEAT)
    assert house.ask(get("/after")).body == b"first"
    house.wait_until_a_worker_waits()
    os.kill(stopped := house.workers_now()[0], signal.SIGSTOP)
    house.wait_for_each("worker_left", "worker_ready")
    wake(stopped)
    assert not alive(stopped)
    assert "afterwards" not in house.ran()
    assert house.stop() == 0
