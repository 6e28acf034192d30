"""A pool between two sizes (PHP-FPM's pm = dynamic): it grows as soon as clients come, never beyond its bound, and shrinks after them."""

import time

from conftest import counts, eventually
from load import Load

MOST = 8


def test_the_number_of_workers_follows_the_load(start):
    house, sizes = start(1, least=1, most=MOST, spare=1, queue=60_000), []
    for _ in range(counts(1, 10)):
        with Load(house, clients=32, path="/sleep/20") as load:
            began = time.monotonic()
            eventually(lambda: sizes.append(len(house.workers_now())) or sizes[-1] == MOST, f"{MOST} workers")
            grown = time.monotonic() - began
            until = time.monotonic() + 1
            while time.monotonic() < until:
                sizes.append(len(house.workers_now()))
                time.sleep(0.01)
        assert not load.lost and set(load.statuses) == {200}
        assert grown < 2, f"it took {grown} s"
        assert max(sizes) == MOST
        eventually(lambda: len(house.workers_now()) <= 2, "fewer workers after the load")
    assert house.stop() == 0
    assert {line.get("code") for line in house.told("worker_left")} == {0}
