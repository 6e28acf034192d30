"""F17: a house that serves for long, its workers renewed again and again: it holds no more memory and no more files at the end
than at the beginning, and no visitor notices a renewal (PHP-FPM's pm.max_requests)."""

import contextlib
import json
import os
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from checker import told_is_stored
from conftest import SOAK, count
from crowd import Crowd
from stack import Stack, until

REQUESTS = count(100, 500)
SECONDS = count(8, 1_200)
# A load that others can work beside for twenty minutes.
PAUSE = 0.05 if SOAK else 0.01
# What a worker may grow by in an hour.
MOST = 1 << 20


@pytest.fixture
def renewing() -> Iterator[Stack]:
    with Stack(HOLDFAST_RENEW_REQUESTS=str(REQUESTS)) as renewing:
        yield renewing


@dataclass
class Sample:
    """What the supervisor, and its workers on average, hold at one moment."""

    at: float
    supervisor: int
    worker: float
    descriptors: int


def resident(pid: int) -> int:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def descriptors(pid: int) -> int:
    return len(os.listdir(f"/proc/{pid}/fd"))


def sample(house: Stack) -> Sample:
    supervisor, held = house.pid("serve"), []
    for pid in house.workers():
        with contextlib.suppress(OSError):
            held.append(resident(pid))
    return Sample(time.monotonic(), resident(supervisor), statistics.mean(held), descriptors(supervisor))


def watched(house: Stack) -> list[Sample]:
    end, samples = time.monotonic() + SECONDS, []
    while time.monotonic() < end:
        samples.append(sample(house))
        time.sleep(SECONDS / 200)
    return samples


def files(house: Stack) -> tuple[int, int]:
    """How many descriptors the supervisor, and at most a worker, hold when nothing goes on."""
    return descriptors(house.pid("serve")), max(descriptors(pid) for pid in house.workers())


def renewals(house: Stack, pool: str) -> list[datetime]:
    lines = (house.run_dir / "log/serve.log").read_text().splitlines()
    told = [json.loads(line) for line in lines if '"event":"worker_renewing"' in line]
    return [datetime.fromisoformat(line["time"]) for line in told if line["pool"] == pool]


def an_hour(samples: list[Sample], what: str) -> float:
    """By how many bytes it would grow in an hour."""
    slope, _ = statistics.linear_regression([each.at for each in samples], [getattr(each, what) for each in samples])
    return slope * 3_600


def test_a_long_run_with_renewals_takes_nothing_more_and_loses_nothing(renewing):
    workers, crowd = len(renewing.workers()), Crowd(renewing, visitors=4, pause=PAUSE)
    first = files(renewing)
    with crowd as ledger:
        samples = watched(renewing)
        until(lambda: len(renewals(renewing, "web")) >= 4, 60, "every worker of web was renewed")
    until(lambda: len(renewing.workers()) == workers, 20, "the last renewal is over")
    told = {what: f"{an_hour(samples[len(samples) // 10 :], what) / MOST:.2f} MB/h" for what in ("supervisor", "worker")}
    print(f"{len(ledger.times)} answers, {len(renewals(renewing, 'web'))} renewals, growth {told}")
    assert ledger.failures == {}, ledger.faults[:3]
    told_is_stored(renewing, crowd)
    began = renewals(renewing, "web")
    assert all(later - earlier >= timedelta(milliseconds=99) for earlier, later in zip(began, began[1:], strict=False))
    until(lambda: files(renewing) == first, 10, f"{files(renewing)} descriptors are {first} again")
    if SOAK:
        assert an_hour(samples[len(samples) // 10 :], "worker") <= MOST
        assert an_hour(samples[len(samples) // 10 :], "supervisor") <= MOST
