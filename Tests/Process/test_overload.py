"""Clients that are too slow or too many (slowhttptest's slow body and slow read): the others are served, and no worker dies of it."""

import contextlib
import threading
import time

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
    house = start(4, arrival=200)
    load = served_beside(house, slow_body)
    assert not load.lost and set(load.statuses) == {200}
    assert slowest(load.asked) < 3, "somebody waited behind slow bodies for longer than a few limits"
    assert "/echo" not in house.ran()
    assert house.stop() == 0
    assert all(line.get("code") == 0 for line in house.told("worker_left"))


def test_slow_readers_hold_workers_no_longer_than_the_limit(start):
    house = start(4, sending=200)
    load = served_beside(house, slow_read)
    assert not load.lost and set(load.statuses) == {200}
    assert slowest(load.asked) < 3, "somebody waited behind slow readers for longer than a few limits"
    assert house.stop() == 0
    assert all(line.get("code") == 0 for line in house.told("worker_left"))
