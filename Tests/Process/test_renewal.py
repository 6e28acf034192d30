"""Workers that have served their time (PHP-FPM's pm.max_requests, gunicorn's jitter): one at a time, and no client sees it."""

from datetime import datetime, timedelta

from conftest import counts
from fastcgi import get
from load import Load


def times(lines: list[dict]) -> list[datetime]:
    return sorted(datetime.fromisoformat(line["time"]) for line in lines)


def test_workers_are_renewed_one_at_a_time_and_no_request_is_lost(start):
    house = start(4, renewal=counts(20, 200), queue=60_000)
    with Load(house, clients=8) as load:
        # Ten in a second at most.
        house.wait_for("worker_renewing", counts(15, 500), within=counts(20, 900))
    assert house.stop() == 0
    assert not load.lost and set(load.statuses) == {200}
    assert {asked.tries for asked in load.asked} == {1}, "a renewal cut an answer"
    begun = times(house.told("worker_renewing"))
    assert all(later - earlier >= timedelta(milliseconds=99) for earlier, later in zip(begun, begun[1:], strict=False)), begun


def test_a_worker_that_has_grown_too_large_is_renewed(start):
    house = start(1, megabytes=100)
    first = house.pid()
    assert house.ask(get(f"/keep/{100_000_000}")).status == 200
    house.wait_for("worker_left", pid=first, code=0)
    assert house.pid() != first
    assert house.stop() == 0
    assert len(house.told("worker_renewing")) == 1
