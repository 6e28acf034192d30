"""Calls whose words a model finds: one that is slow, one that answers nothing, and one that is gone."""

import itertools

import pytest
from phone import Phone
from stack import Stack
from test_calls import bookings, ended

NUMBERS = (f"+1917555{number:04d}" for number in itertools.count(3700))


@pytest.fixture(scope="module")
def house(model):
    with Stack(**model.settings) as house:
        yield house


def answered_in_time(phone: Phone, sid: str) -> bool:
    """Twilio gives up after 15 seconds; we promise 10."""
    return all(exchange["ms"] < 10_000 for exchange in phone.network.exchanges(about=sid, direction="webhook"))


def test_a_slow_model_is_waited_for_with_words_and_its_answer_is_said(house, model):
    model.play({"say": "What shall I look for?", "seconds": 8.5})
    phone = Phone(house, next(NUMBERS), "barber")
    call = phone.call()
    said = call.say("good morning")
    assert said.startswith("One moment, please") and "What shall I look for?" in said, call.said
    call.hang_up()
    assert answered_in_time(phone, call.sid)


def test_a_model_that_books_by_itself_on_the_phone_is_read_back_first(house, model):
    model.play({"say": "You are booked for tomorrow at 2 pm."})
    phone = Phone(house, next(NUMBERS), "barber")
    call = phone.call()
    assert "You are booked" not in call.say("a haircut tomorrow at 2 pm")
    call.hang_up()
    assert bookings(house, phone.number) == []


@pytest.mark.parametrize("fault", [{"dies_at": 0}, {"status": 503}, {"status": 401}, {"garbage": "data: {\n\n"}])
def test_a_dead_model_leaves_a_whole_booking_to_the_script(house, model, fault):
    model.play(fault)
    phone = Phone(house, next(NUMBERS), "barber")
    call = phone.call()
    for _ in range(8):
        if "You are booked" in call.press("1"):
            break
    call.say("thanks, bye")
    assert "You are booked" in " ".join(call.said) and call.ended, call.said
    assert (ended(house, call.sid), bookings(house, phone.number)) == ("booked", ["confirmed"])
    assert answered_in_time(phone, call.sid)


def test_a_dead_model_leaves_texts_to_the_script_too(house, model):
    model.play({"dies_at": 0})
    phone = Phone(house, next(NUMBERS), "barber")
    assert "\n1) " in phone.ask("I would like a haircut")
    phone.ask("1")
    assert "booked" in phone.ask("Dana Scott")
    assert bookings(house, phone.number) == ["confirmed"]
