import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).resolve().parents[1] / "Shared"))

from stack import Business, Stack  # noqa: E402


@pytest.fixture(scope="session")
def stack():
    """One house for all tests that leave it as they found it: standing."""
    with Stack() as house:
        yield house


@pytest.fixture
def barber(stack) -> Business:
    """Open at all hours, one person, no buffers: any slot is as good as another."""
    return Business(stack, "barber")


@pytest.fixture
def dentist(stack) -> Business:
    """Two people and a room, weekdays only."""
    return Business(stack, "demo")
