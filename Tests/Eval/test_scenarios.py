"""The scripted receptionist with every customer who writes in English, graded by the tables."""

import pytest
import table
import trial
from scenario import all_scenarios

SCENARIOS = [scenario for scenario in all_scenarios() if scenario.language == "en"]


@pytest.fixture(scope="session")
def results(stack) -> dict[str, trial.Result]:
    """All of them in one run, as `make eval` does it."""
    return {result.scenario.title: result for result in trial.run(stack, SCENARIOS, with_model=False)}


@pytest.mark.parametrize("title", [scenario.title for scenario in SCENARIOS])
def test_a_customer_leaves_exactly_what_they_should(results, title):
    result = results[title]
    assert result.passed, "\n".join(table.account(result))


def test_there_are_customers_enough():
    every = all_scenarios()
    assert len({scenario.title for scenario in every}) == len(every)
    assert len(SCENARIOS) >= 55
    assert len(every) - len(SCENARIOS) >= 12
    assert {scenario.language for scenario in every} == {"en", "es", "fr", "de", "pt"}
