"""A model at the other end: the same customers, with what it was asked and what that cost."""

import json

import pytest
import table
import trial
from scenario import all_scenarios
from stack import ROOT, Stack
from stand_in import Sandbox, call

# What the polite stand-in can do: it takes times by their place.
ENGLISH = {"takes the first that is shown", "asks the hours and books then", "cancels what was just booked", "says only hello"}
SPANISH = "toma la primera que se ofrece"
TITLES = ENGLISH | {SPANISH}


def script() -> dict:
    """The polite one, who knows a word of Spanish."""
    polite = json.loads((ROOT / "sandbox/receptionist.json").read_text())
    shown = "standing.conversation.times_shown_last[0].id"
    first = {"when": {"visitor": ["primera"], "round": 0, "has": [shown]}, "call": [call("hold_slot", slot=f"${shown}")]}
    return polite | {"rules": [first, *polite["rules"]]}


@pytest.fixture(scope="module")
def results() -> dict[str, trial.Result]:
    scenarios = [scenario for scenario in all_scenarios() if scenario.title in TITLES]
    with Sandbox(**script()) as model, Stack(**model.settings, HOLDFAST_MODEL_PRICE="1/0.1/4") as house:
        return {result.scenario.title: result for result in trial.run(house, scenarios, with_model=True)}


@pytest.mark.parametrize("title", sorted(TITLES))
def test_a_customer_of_a_model_leaves_exactly_what_they_should(results, title):
    result = results[title]
    assert result.passed, "\n".join(table.account(result))


@pytest.mark.parametrize("title", sorted(TITLES))
def test_what_a_model_was_asked_and_what_that_cost_stands_in_the_table(results, title):
    result = results[title]
    assert result.questions >= 1
    assert result.tokens > 0
    assert result.micros > 0
    assert table.money(result.micros) in table.line(result)


def test_the_sums_say_what_the_model_took(results):
    counts, model = table.sums(list(results.values()), 1)
    assert counts.startswith(f"{len(TITLES)} passed, 0 failed, 0 skipped")
    assert f"the model was asked {sum(result.questions for result in results.values())} times" in model


def test_the_house_answers_in_the_language_of_the_customer(results):
    assert any("Su cita está reservada" in said for said in results[SPANISH].log)
