"""Contestants who take turns, so that whatever else the machine does meets all of them."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median

# Two turns of the same contestant within one round may differ by this much; beyond it the round says nothing.
STEADY = 0.15
REPEATS = 2


@dataclass
class Round:
    """One round: each contestant's first and second turn."""

    turns: dict[str, tuple[float, float]]

    @property
    def steady(self) -> bool:
        return all(max(pair) <= min(pair) * (1 + STEADY) for pair in self.turns.values())

    def mean(self, name: str) -> float:
        return sum(self.turns[name]) / 2


@dataclass
class Turns:
    """What came of all rounds."""

    rounds: list[Round] = field(default_factory=list)
    repeated: int = 0

    def values(self, name: str) -> list[float]:
        return [one.mean(name) for one in self.rounds]

    def ratio(self, name: str, other: str) -> float:
        return median(one.mean(name) / one.mean(other) for one in self.rounds)

    @property
    def unsteady(self) -> int:
        return sum(not one.steady for one in self.rounds)

    @property
    def note(self) -> str:
        return f"{self.unsteady} of {len(self.rounds)} rounds unsteady" if self.unsteady else ""


@dataclass
class Patience:
    """Seconds that are left for repeating what was unsteady."""

    seconds: float


def take_turns(contestants: dict[str, Callable[[], float]], rounds: int, patience: Patience) -> Turns:
    """So many rounds there and back (A B C, C B A). One whose halves differ too much is repeated, twice at most and while there is
    patience, and kept then."""
    result = Turns()
    for _ in range(rounds):
        one = there_and_back(contestants)
        for _ in range(REPEATS):
            if one.steady or patience.seconds <= 0:
                break
            began = time.monotonic()
            one = there_and_back(contestants)
            patience.seconds -= time.monotonic() - began
            result.repeated += 1
        result.rounds.append(one)
    return result


def there_and_back(contestants: dict[str, Callable[[], float]]) -> Round:
    names = list(contestants)
    there = {name: contestants[name]() for name in names}
    back = {name: contestants[name]() for name in reversed(names)}
    return Round({name: (there[name], back[name]) for name in names})
