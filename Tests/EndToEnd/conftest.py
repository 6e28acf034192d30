import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).resolve().parents[1] / "Shared"))

from grading import never_rest  # noqa: E402
from stack import Business, Stack  # noqa: E402
from stand_in import Sandbox  # noqa: E402


@pytest.fixture(scope="session")
def stack():
    """One house for all tests that leave it as they found it: standing."""
    with Stack() as house:
        yield house


@pytest.fixture(scope="module")
def model():
    """A model that says what a test wants it to."""
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def database(stack):
    """The house's database, where no failure lets the model rest."""
    with stack.database() as database:
        never_rest(database)
        yield database


@pytest.fixture
def barber(stack) -> Business:
    """Open at all hours, one person, no buffers: any slot is as good as another."""
    return Business(stack, "barber")


@pytest.fixture
def dentist(stack) -> Business:
    """Two people and a room, weekdays only."""
    return Business(stack, "demo")
