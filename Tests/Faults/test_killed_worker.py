"""F1: a worker is killed in the middle of whatever it does, and no visitor notices.

PHP-FPM, unicorn and gunicorn lose the request under way for each worker that is killed.
"""

import random
import time

import pytest
from checker import told_is_stored
from conftest import SOAK, count
from crowd import Crowd

# Twenty a second leave no worker the time to boot on a machine that does other work.
STORMS = [(count(20, 100), 4), (count(30, 200), 10), *([(100, 20)] if SOAK else [])]


@pytest.mark.parametrize(("kills", "a_second"), STORMS)
def test_killed_workers_cost_nobody_a_request(house, kills, a_second):
    crowd = Crowd(house)
    with crowd as ledger:
        for _ in range(kills):
            time.sleep(random.uniform(0.5, 1.5) / a_second)
            house.kill_worker(random.choice(house.workers() or [0]))
    assert ledger.failures == {}, ledger.faults[:3]
    told_is_stored(house, crowd)
