"""Workers that show no sign of life; after unicorn's t/heartbeat-timeout."""

import os
import signal
import time

from conftest import alive
from fastcgi import get


def test_heartbeat_timeout_of_a_busy_worker(start):
    house = start(1, heartbeat=600)
    client = house.connect().send(get("/wait"))
    house.wait_until_a_worker_waits()
    busy = house.workers_now()[0]
    os.kill(busy, signal.SIGSTOP)
    house.wait_for("worker_stalled", pid=busy)
    assert house.ask(get("/hello")).status == 200
    assert not client.answer().ended
    assert house.stop() == 0


def test_a_busy_worker_that_shows_signs_of_life_is_left_alone(start):
    house = start(1, heartbeat=300)
    client = house.connect().send(get("/sleep/900"))
    assert client.answer().body == b"slept"
    assert not house.told("worker_stalled")
    assert house.stop() == 0


def test_a_stopped_worker_that_is_woken_in_time_is_left_alone(start):
    house = start(1, heartbeat=1500)
    worker = house.pid()
    os.kill(worker, signal.SIGSTOP)
    time.sleep(0.3)
    os.kill(worker, signal.SIGCONT)
    assert house.pid() == worker
    assert house.stop() == 0


def test_a_suspended_machine_kills_nobody(start):
    """Supervisor and workers stand still together, as they do when a machine is suspended under a clock that goes on."""
    house = start(3, heartbeat=400, request=300)
    workers = house.workers_now()
    everybody = [house.process.pid, *workers]
    for pid in everybody:
        os.kill(pid, signal.SIGSTOP)
    time.sleep(1)
    for pid in everybody:
        os.kill(pid, signal.SIGCONT)
    assert {house.ask(get("/hello")).status for _ in range(20)} == {200}
    assert all(alive(pid) for pid in workers)
    assert house.stop() == 0
    assert not house.told("worker_stalled", "worker_overdue")
