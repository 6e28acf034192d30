"""A worker that has been taken over writes what it likes into the memory that it shares (CVE-2021-21703): the supervisor goes on."""

import signal

from conftest import counts
from fastcgi import get
from load import Load


def test_a_worker_that_raves_costs_itself_at_most(start):
    house = start(3, heartbeat=1_000)
    for seed in range(counts(50, 1_000)):
        house.ask(get(f"/rave/{seed}"))
        assert house.process.poll() is None
    house.signal(signal.SIGHUP)
    house.wait_for("reloaded")
    house.be_whole()
    with Load(house) as load:
        house.wait_for("request", 200)
    assert not load.lost and set(load.statuses) == {200}
    assert house.stop() == 0
