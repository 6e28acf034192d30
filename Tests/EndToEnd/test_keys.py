"""Every write may be repeated."""

import pytest
from stack import new_key
from test_race import at_once


def test_the_same_key_and_body_give_the_same_hold(barber):
    slot, key = barber.slots()[0], new_key()
    first, second = barber.hold(slot, key), barber.hold(slot, key)
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()


def test_the_same_key_with_another_body_is_refused(barber):
    slots, key = barber.slots(), new_key()
    assert barber.hold(slots[4], key).status_code == 201
    other = barber.hold(slots[8], key)
    assert other.status_code in (409, 422)
    assert other.json()["code"] == "idempotency_conflict"
    assert barber.hold(slots[8]).status_code == 201


def test_twenty_at_once_with_one_key_make_one_hold(barber):
    slot, key = barber.slots()[12], new_key()
    answers = at_once(20, lambda number: barber.hold(slot, key))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["id"] for answer in answers}) == 1


def test_a_stored_refusal_is_repeated(barber):
    slot, key = barber.slots()[16], new_key()
    assert barber.hold(slot).status_code == 201
    first, second = barber.hold(slot, key), barber.hold(slot, key)
    assert (first.status_code, second.status_code) == (409, 409)
    assert first.json()["code"] == second.json()["code"] == "slot_taken"


def test_booking_moving_and_cancelling_repeat_their_answer(barber):
    slots, email = barber.slots(), "grace@example.com"
    hold = barber.hold(slots[20]).json()["id"]
    order = {"hold": hold, "customer": {"name": "Grace Hopper", "email": email}}
    booking = repeated(barber, "/bookings", order, 201)
    path, moving = f"/bookings/{booking['reference']}", {"reference": booking["reference"], "email": email}
    other = barber.hold(slots[24], moving=moving).json()["id"]
    moved = repeated(barber, f"{path}/reschedule", {"email": email, "hold": other}, 200)
    assert moved["start"] != booking["start"]
    assert repeated(barber, f"{path}/cancel", {"email": email}, 200)["status"] == "cancelled"


def repeated(business, path, body, status):
    """Sends a write three times under one key; all answers must be the same."""
    key = new_key()
    answers = [business.post(path, body, key) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [status] * 3, answers[0].text
    assert answers[0].json() == answers[1].json() == answers[2].json()
    return answers[0].json()


@pytest.mark.parametrize("key", ["short", "x" * 256, "with\ttab-and-more-letters"])
def test_a_key_of_the_wrong_form_is_refused_and_nothing_is_held(barber, key):
    slot = barber.slots()[60]
    assert barber.hold(slot, key).status_code in (400, 422)
    assert barber.hold(slot).status_code == 201
