"""A worker that has been taken over writes what it likes into the memory that it shares (CVE-2021-21703): the supervisor goes on."""

import signal
import subprocess
from pathlib import Path

import pytest
from conftest import PROGRAM, counts
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


@pytest.mark.parametrize("value", [0, 1, 2**64 - 1])
def test_what_a_worker_scribbles_over_the_head_refuses_no_reload(start, value):
    """The first word once said which layout the others have; a worker that wrote another number there kept every canary out."""
    house = start(2)
    with Path(f"/proc/{house.pid()}/fd/3").open("r+b") as scoreboard:
        scoreboard.write(value.to_bytes(8, "little"))
    house.signal(signal.SIGHUP)
    house.wait_for("reloaded")
    assert house.stop() == 0
    assert not house.told("worker_failed", "reload_failed")


def test_a_worker_of_another_layout_cannot_boot(start):
    """As one of a newer program under an older supervisor."""
    worker = subprocess.run([PROGRAM, "worker", "/", "1", "0.0.0"], stderr=subprocess.DEVNULL, timeout=20, check=False)
    assert worker.returncode == 3
