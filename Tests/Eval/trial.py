"""A run of scenarios against one house: how each ended, and what it took."""

import time
import traceback
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field

from business import Street
from customer import Customer
from scenario import BEGINNING, Scenario
from snapshot import Look, Outcome
from stack import Stack
from visit import Visit

# Conversations at once: a model takes seconds, the house doesn't.
AT_ONCE = 6


@dataclass
class Result:
    scenario: Scenario
    faults: list[str] = field(default_factory=list)
    log: list[str] = field(default_factory=list)
    skipped: bool = False
    seconds: float = 0
    turns: int = 0
    questions: int = 0
    tokens: int = 0
    micros: int = 0
    withheld: int = 0
    fallbacks: int = 0

    @property
    def passed(self) -> bool:
        return not self.faults


def run(stack: Stack, scenarios: list[Scenario], with_model: bool) -> Iterator[Result]:
    """Those that need the clock as it is run beside each other; those that move it, one by one behind them."""
    spoken = [each for each in scenarios if with_model or each.language == "en"]
    yield from (Result(each, skipped=True) for each in scenarios if each not in spoken)
    beside = [each for each in spoken if not each.moves_the_clock]
    with closing(stack.database()) as database:
        street = Street(stack.base)
        set_clock(database, BEGINNING)
        with ThreadPoolExecutor(AT_ONCE) as pool:
            yield from pool.map(lambda scenario: attempt(stack, street, scenario), beside)
        for scenario in (each for each in spoken if each.moves_the_clock):
            set_clock(database, scenario.furnished)
            yield attempt(stack, street, scenario)


def set_clock(database, instant: str) -> None:
    database.execute("select holdfast.clock_set(%s)", (instant,))


def attempt(stack: Stack, street: Street, scenario: Scenario) -> Result:
    """A harness that breaks fails its scenario, not the others."""
    result, began = Result(scenario), time.monotonic()
    try:
        with closing(stack.database()) as database:
            Trial(street, scenario, database, result).run()
    except Exception:
        result.faults.append(traceback.format_exc())
    result.seconds = time.monotonic() - began
    return result


class Trial:
    def __init__(self, street: Street, scenario: Scenario, database, result: Result) -> None:
        self.street, self.scenario, self.database, self.result = street, scenario, database, result

    def run(self) -> None:
        own, next_door = self.street.open(self.scenario, self.database)
        self.street.furnish(self.scenario, own, next_door)
        if self.scenario.moves_the_clock:
            set_clock(self.database, self.scenario.clock)
        before = [Look.at(self.database, business.id) for business in (own, next_door)]
        visit = Visit(own)
        self.result.log = visit.log
        try:
            Customer(self.scenario, visit, self.database, before[0].rows).converse()
        finally:
            self.result.turns = visit.turns
            self.count(own.id)
        (now,) = self.database.execute("select holdfast.now()").fetchone()
        after = [Look.at(self.database, business.id) for business in (own, next_door)]
        outcome = Outcome(self.scenario, *zip(before, after, strict=True), own.references, now, own.zone)
        self.result.faults += [*outcome.faults(), *visit.lies, *self.unwanted(visit.replies)]

    def unwanted(self, replies: Iterable[str]) -> list[str]:
        said = "\n".join(replies).lower()
        return [f"said “{text}”" for text in self.scenario.unsaid if text.lower() in said]

    def count(self, tenant: int) -> None:
        """What the model was asked, and what that cost."""
        asked = "select sum(questions), sum(prompt_tokens + answer_tokens), sum(cost_micros), count(failure) from model_turns"
        found = self.database.execute(f"{asked} where tenant_id = %s", (tenant,)).fetchone()
        kept = self.database.execute("select count(*) from withheld_sentences where tenant_id = %s", (tenant,)).fetchone()
        result = self.result
        result.questions, result.tokens, result.micros, result.fallbacks = (int(number or 0) for number in found)
        result.withheld = kept[0]
