"""What one address may ask for: a crowd that shares it passes, a machine that doesn't stop is told to wait."""

from collections import Counter

import pytest
import requests
from stack import Business, Stack, new_key
from stand_in import Sandbox
from test_race import at_once

MODEL = "What shall I look for?"


@pytest.fixture(scope="module")
def model():
    with Sandbox() as sandbox:
        sandbox.play({"say": MODEL})
        yield sandbox


@pytest.fixture(scope="module")
def barber(model):
    """A house with its limits on, as visitors meet it."""
    with Stack(HOLDFAST_LIMITS="on", **model.settings) as house:
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


def test_a_conversation_has_the_model_answer_60_messages_an_hour(barber):
    opened = barber.post("/chat", {"message": "hello"}).json()
    body = {"message": "hello", "conversation": opened["conversation"]}
    replies = [opened["reply"], *(barber.post("/chat", body).json()["reply"] for _ in range(61))]
    assert replies[:60] == [MODEL] * 60
    assert all("receptionist of Fade & Co." in reply for reply in replies[60:])


def test_an_address_has_its_share_of_the_model_too(barber):
    with barber.stack.database() as database:
        database.execute("update tries set failures = 300")
    assert "receptionist of Fade & Co." in barber.post("/chat", {"message": "hello"}).json()["reply"]
    with barber.stack.database() as database:
        database.execute("update tries set ends_at = now()")
    assert barber.post("/chat", {"message": "hello"}).json()["reply"] == MODEL


def test_what_is_too_long_is_asked_of_no_model(barber, model):
    model.play({"say": MODEL})
    refused = barber.post("/chat", {"message": "please " * 300})
    assert (refused.status_code, refused.json()["code"]) == (422, "invalid")
    assert "2000" in refused.json()["detail"]
    assert model.asked == []


def test_who_writes_faster_than_the_model_answers_is_told_to_wait(barber, model):
    opened = barber.post("/chat", {"message": "hello"}).json()
    model.play({"say": MODEL}, seconds=0.5)
    body = {"message": "hello", "conversation": opened["conversation"]}
    answers = at_once(4, lambda number: barber.post("/chat", body | {"message_id": new_key()}))
    refused = [answer for answer in answers if answer.status_code == 429]
    assert refused and all(answer.headers["Retry-After"] for answer in refused)
    assert [answer.status_code for answer in answers].count(200) == len(model.asked) == 4 - len(refused)
