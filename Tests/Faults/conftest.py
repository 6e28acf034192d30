"""One house for the faults: its own cluster, pools and nginx. Each test leaves it standing."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]
sys.path += [str(TESTS / "Shared"), str(TESTS / "Process")]

from carrier import Carrier  # noqa: E402
from stack import Stack  # noqa: E402

SOAK = bool(os.environ.get("HOLDFAST_SOAK"))


def count(few: int, whole: int) -> int:
    """How often a fault is made: a few times in `make test`, in `make soak` as often as was promised."""
    return whole if SOAK else few


@pytest.fixture(scope="session")
def carrier() -> Iterator[Carrier]:
    with Carrier() as carrier:
        yield carrier


@pytest.fixture(scope="session")
def house(carrier: Carrier) -> Iterator[Stack]:
    with Stack(HOLDFAST_JOBS_WORKERS=str(count(2, 8)), **carrier.settings) as house:
        flush_nothing(house)
        yield house


def flush_nothing(house: Stack) -> None:
    """No machine dies here, only processes: what Postgres has written survives them without a flush. Recovery would flush
    every file first, which takes seconds while others use the disk."""
    with house.database() as database:
        database.execute("alter system set fsync = off")
        database.execute("select pg_reload_conf()")
