"""What one address may ask for: a crowd that shares it passes, a machine that doesn't stop is told to wait."""

from collections import Counter

import pytest
import requests
from stack import Business, Stack, new_key
from test_race import at_once


@pytest.fixture(scope="module")
def barber():
    """A house with its limits on, as visitors meet it."""
    with Stack(HOLDFAST_LIMITS="on") as house:
        yield Business(house, "barber")


def test_200_visitors_behind_one_address_are_all_heard(barber):
    slot = barber.slots(after_days=4)[40]
    body = {"service": barber.service()["id"], "start": slot["start"]}
    answers = at_once(200, lambda number: barber.post("/holds", body, new_key()))
    assert Counter(answer.status_code for answer in answers) == {201: 1, 409: 199}


def test_an_office_may_chat(barber):
    answers = [barber.post("/chat", {"message": "hello"}) for _ in range(60)]
    assert {answer.status_code for answer in answers} == {200}


def test_whoever_does_not_stop_is_told_when_to_come_back(barber):
    with requests.Session() as session:
        answers = (session.delete(f"{barber.root}/holds/{new_key()}", timeout=30) for _ in range(3_000))
        limited = next(answer for answer in answers if answer.status_code != 404)
    assert limited.status_code == 429
    assert limited.headers["Retry-After"] == "1"
    assert limited.headers["Access-Control-Allow-Origin"] == "*"
    assert limited.json()["code"] == "rate_limited"
