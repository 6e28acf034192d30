"""Storms of signals, 10 ms apart (PHP-FPM's reload-child-signals, unicorn's winch_ttin, puma's test_stuck_phased_restart)."""

import contextlib
import os
import random
import signal
import time

from conftest import counts
from load import Load


def test_a_storm_of_signals_ends_in_the_right_size_and_version(start):
    """F4: HUP to the supervisor and TERM to any worker, mixed; each HUP brings another version."""
    house = start(4, queue=60_000)
    with Load(house, clients=4, path="/sleep/2") as load:
        for number in range(counts(60, 200)):
            if random.random() < 0.5:
                with contextlib.suppress(ProcessLookupError, IndexError):
                    os.kill(random.choice(house.workers_now()), signal.SIGTERM)
            else:
                house.configure(str(number))
                house.signal(signal.SIGHUP)
            time.sleep(0.01)
        house.configure("last")
        house.signal(signal.SIGHUP)
        house.serves_only("last")
        house.be_whole()
    assert not load.lost
    assert set(load.statuses) == {200}
    assert house.stop() == 0
    assert not [line for line in house.told("worker_left") if "signal" in line], "a worker was killed"
