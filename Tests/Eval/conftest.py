import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).resolve().parents[1] / "Shared"))

from stack import Stack  # noqa: E402


@pytest.fixture(scope="session")
def stack():
    """One house for all of it, with the scripted receptionist whatever this shell has set."""
    house = Stack()
    house.environment = {name: value for name, value in house.environment.items() if not name.startswith("OPENAI_")}
    with house:
        yield house
