"""A pool that may be empty (PHP-FPM's pm = ondemand)."""

from conftest import eventually
from fastcgi import get


def test_a_pool_without_workers_starts_one_on_demand(start):
    house = start(0, least=0, most=2, spare=0, calm=200, ready=False)
    house.wait_for("serving")
    assert house.workers_now() == []
    assert house.ask(get("/hello")).status == 200
    house.wait_for("worker_left", code=0)
    eventually(lambda: house.workers_now() == [], "nobody left")
    assert house.ask(get("/hello")).status == 200
    assert house.stop() == 0
