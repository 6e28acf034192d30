"""F2: the supervisor itself is killed. Its workers finish what they do and leave; whoever keeps the sockets starts it again,
and nobody is turned away meanwhile."""

import os
import signal
import time

from checker import told_is_stored
from conftest import count
from crowd import Crowd
from holder import Holder
from stack import lives, until


def test_with_its_sockets_kept_a_killed_supervisor_costs_nobody_a_request(house):
    with Holder(house) as holder:
        crowd = Crowd(house)
        with crowd as ledger:
            for number in range(count(3, 20)):
                time.sleep(0.5)
                orphans = house.workers()
                os.kill(house.pid("serve"), signal.SIGKILL)
                until(lambda number=number: holder.starts > number + 1 and house.workers() != [], 10, "the pools run again")
                until(lambda orphans=orphans: not any(lives(pid) for pid in orphans), 10, "the orphans left")
        assert ledger.failures == {}, ledger.faults[:3]
        assert ledger.slowest(0.9999) < count(5, 1)
        told_is_stored(house, crowd)


def test_without_one_who_keeps_them_up_brings_it_back(house):
    crowd = Crowd(house, visitors=4, pause=0.05)
    with crowd as ledger:
        orphans = house.workers()
        os.kill(house.pid("serve"), signal.SIGKILL)
        until(lambda: not any(lives(pid) for pid in orphans), 10, "the orphans left")
        house.start()
        begun = len(ledger.times)
        until(lambda: len(ledger.times) > begun + 20, 10, "visitors are answered again")
    assert set(ledger.failures) <= {503}, ledger.faults[:3]
    told_is_stored(house, crowd)
