"""Clients that are too slow or too many (slowhttptest's slow body and slow read): the others are served, and no worker dies of it."""

import contextlib
import threading
import time

from conftest import SOAK
from fastcgi import STDIN, get, head, record
from load import Load, slowest


class Sluggards:
    """Clients that say or hear one byte now and then, while the `with` lasts."""

    def __init__(self, house, count: int, act):
        self.over = threading.Event()
        self.threads = [threading.Thread(target=self._dawdle, args=(house, act)) for _ in range(count)]

    def __enter__(self):
        [thread.start() for thread in self.threads]

    def __exit__(self, *_):
        self.over.set()
        [thread.join() for thread in self.threads]

    def _dawdle(self, house, act):
        while not self.over.is_set():
            client = house.connect()
            with contextlib.suppress(OSError):
                act(client)
                while not self.over.is_set():
                    self.over.wait(0.05)
                    if act is slow_body:
                        client.send(record(STDIN, b"x"))
                    elif not client.socket.recv(1):
                        break
            client.close()


def slow_body(client):
    client.send(head("/echo", "POST", CONTENT_LENGTH="2000"))


def slow_read(client):
    client.send(get("/large"))


def served_beside(house, act) -> Load:
    with Sluggards(house, 8, act), Load(house, clients=2, pause=0.01) as load:
        time.sleep(3)
    return load


def test_slow_bodies_hold_workers_no_longer_than_the_limit(start):
    house = start(4, arrival=200, queue=60_000)
    load = served_beside(house, slow_body)
    assert not load.lost and set(load.statuses) == {200}
    assert slowest(load.asked) < 3, "somebody waited behind slow bodies for longer than a few limits"
    assert "/echo" not in house.ran()
    assert house.stop() == 0
    assert all(line.get("code") == 0 for line in house.told("worker_left"))


def test_slow_readers_hold_workers_no_longer_than_the_limit(start):
    house = start(4, sending=200, queue=60_000)
    load = served_beside(house, slow_read)
    assert not load.lost and set(load.statuses) == {200}
    assert slowest(load.asked) < 3, "somebody waited behind slow readers for longer than a few limits"
    assert house.stop() == 0
    assert all(line.get("code") == 0 for line in house.told("worker_left"))


def test_far_too_many_clients_are_turned_away_in_time_and_the_others_served(start):
    """F16: many times as much as four workers can serve, 40 answers a second of 100 ms each: the wait is theirs, not the machine's."""
    house = start(4, queue=1_000 if SOAK else 200)
    with Load(house, clients=8, path="/sleep/100") as usual:
        time.sleep(2)
    with Load(house, clients=600 if SOAK else 120, path="/sleep/100") as crowd:
        time.sleep(60 if SOAK else 4)
    assert not crowd.lost and set(crowd.statuses) == {200, 503}
    assert all(int(asked.answer.headers["Retry-After"]) > 0 for asked in crowd.answered(503))
    assert crowd.rate() >= 0.8 * usual.rate(), f"{crowd.statuses}: {crowd.rate():.0f} good answers a second instead of {usual.rate():.0f}"
    assert slowest(crowd.answered(), 0.99) <= 2
    assert house.stop() == 0
    assert not [line for line in house.told("worker_left") if line.get("code") != 0]
    assert len(house.told("worker_ready")) == 4, "a worker was started anew"
