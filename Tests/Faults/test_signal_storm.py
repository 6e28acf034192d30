"""F4: TERM to workers, HUP and USR2 to whoever supervises them, mixed, 10 ms apart, while programs are installed anew.

PHP-FPM's reload-child-signals and concurrent-reload, unicorn's winch_ttin, puma's test_hot_restart_does_not_drop_connections.
"""

import contextlib
import os
import random
import shutil
import signal
import time
from collections.abc import Callable, Iterator

import pytest
import requests
from checker import told_is_stored
from conftest import count
from crowd import Crowd
from stack import Stack, lives, until

POOLS = ("web", "talk")
# What a signal may meet on its way: a process that has gone, or a supervisor that is just handing over.
MISSED = (ProcessLookupError, requests.RequestException, IndexError, KeyError)


def supervisor(house: Stack) -> int:
    return requests.get(f"{house.base}/pool", timeout=30).json()["supervisor"]["pid"]


def a_worker_is_stopped(house: Stack) -> None:
    os.kill(random.choice(house.workers_of(random.choice(POOLS))), signal.SIGTERM)


def all_is_taken_anew(house: Stack) -> None:
    os.kill(supervisor(house), signal.SIGHUP)


def another_takes_over(house: Stack) -> None:
    os.kill(supervisor(house), signal.SIGUSR2)


def install(house: Stack) -> int:
    """A program in the place of the one that runs, as `make up` does it; tells it from all others."""
    program = house.run_dir / "bin/holdfast"
    shutil.copy(program, f"{program}.new")
    os.rename(f"{program}.new", program)
    return program.stat().st_ino


def programs(house: Stack) -> list[int]:
    """What each worker runs; 0 for one that went meanwhile."""
    found = []
    for pid in [pid for pool in POOLS for pid in house.workers_of(pool)]:
        with contextlib.suppress(OSError):
            found.append(os.stat(f"/proc/{pid}/exe").st_ino)
    return found


@pytest.fixture
def size(house: Stack) -> Iterator[int]:
    """How many workers stand; `make up` finds whoever supervises them afterwards, and starts nobody beside him."""
    yield len(programs(house))
    last = supervisor(house)
    house.start()
    assert house.pid("serve") == last == supervisor(house)


def test_a_storm_of_signals_ends_in_the_right_size_and_version_and_loses_nothing(house, size):
    crowd, supervisors = Crowd(house, visitors=4), {house.pid("serve")}
    signals: list[Callable[[Stack], None]] = [a_worker_is_stopped, all_is_taken_anew, another_takes_over]
    with crowd as ledger:
        for number in range(count(60, 200)):
            with contextlib.suppress(*MISSED):
                if number % 20 == 0:
                    install(house)
                random.choices(signals, [5, 5, 1])[0](house)
                supervisors.add(supervisor(house))
            time.sleep(0.01)
        last = install(house)
        settle(house, last, size)
    assert ledger.failures == {}, ledger.faults[:3]
    told_is_stored(house, crowd)
    supervisors.add(supervisor(house))
    until(lambda: [pid for pid in supervisors if lives(pid)] == [supervisor(house)], 20, "one supervisor is left")


def settle(house: Stack, last: int, size: int) -> None:
    """A last HUP is enough, whatever is still under way; but it may reach one who is leaving."""

    def is_settled() -> bool:
        with contextlib.suppress(*MISSED):
            if set(programs(house)) != {last}:
                all_is_taken_anew(house)
                time.sleep(1)
            return programs(house) == [last] * size
        return False

    until(is_settled, 60, "every worker runs the program that was installed last")


def test_upgrades_one_after_another_lose_nothing(house, size):
    crowd = Crowd(house, visitors=4)
    with crowd as ledger:
        for _ in range(count(2, 20)):
            old, new = supervisor(house), install(house)
            another_takes_over(house)
            until(lambda old=old: not lives(old), 30, "the old supervisor left")
            assert programs(house) == [new] * size
    assert ledger.failures == {}, ledger.faults[:3]
    told_is_stored(house, crowd)
