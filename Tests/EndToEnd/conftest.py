import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).resolve().parents[1] / "Shared"))

from google import Account, Google  # noqa: E402
from grading import never_rest  # noqa: E402
from practice import Practice  # noqa: E402
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


@pytest.fixture(scope="module")
def google(stack) -> Google:
    return Google(stack)


@pytest.fixture(scope="module")
def practice(stack, google) -> Practice:
    """Where Ann's bookings are written into her own calendar."""
    practice = Practice(stack)
    practice.joins(google.account(f"ann@{practice.slug}.example"))
    return practice


@pytest.fixture(scope="module")
def ann(practice, google) -> Account:
    return google.account(f"ann@{practice.slug}.example")
