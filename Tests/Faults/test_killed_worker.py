"""F1: a worker is killed in the middle of whatever it does, and no visitor notices.

PHP-FPM, unicorn and gunicorn lose the request under way for each worker that is killed.
"""

import random
import time

import pytest
import requests
from checker import told_is_stored
from conftest import SOAK, count
from crowd import Crowd
from stack import Stack, until

# At most so many a second: the next one waits until most workers serve again, which takes longer where a machine does other work.
STORMS = [(count(20, 100), 4), (count(30, 200), 10), *([(100, 20)] if SOAK else [])]


def serving(house: Stack) -> int:
    """How many workers of the pool that the visitors use are ready for them, or with one."""
    pools = requests.get(f"{house.base}/pool", timeout=30).json()["pools"]
    return sum(worker["state"] in ("idle", "busy") for worker in next(pool["workers"] for pool in pools if pool["name"] == "web"))


@pytest.mark.parametrize(("kills", "a_second"), STORMS)
def test_killed_workers_cost_nobody_a_request(house, kills, a_second):
    crowd, most = Crowd(house, visitors=4), len(house.workers_of("web")) - 1
    with crowd as ledger:
        for _ in range(kills):
            time.sleep(random.uniform(0.5, 1.5) / a_second)
            until(lambda: serving(house) >= most, 30, "most workers serve")
            house.kill_worker(random.choice(house.workers() or [0]))
    assert ledger.failures == {}, ledger.faults[:3]
    told_is_stored(house, crowd)
