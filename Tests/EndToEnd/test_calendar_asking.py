"""The moment of booking, with calendars that say what they know: through nginx, the jobs pool and the stand-in for Google."""

import pytest
from google import Account, Google
from practice import Practice, local
from stack import Stack, until

SETTLED = "select status from bookings where tenant_id = %(tenant)s and reference = %(reference)s"
BROKEN = "update calendar_accounts set state = 'broken', failure = 'invalid_grant' where tenant_id = %(tenant)s"
TOLD = "select body from messages where tenant_id = %(tenant)s and reason = 'callback'"


@pytest.fixture
def practice(stack: Stack, google: Google) -> Practice:
    practice = Practice(stack)
    practice.joins(google.account(f"ann@{practice.slug}.example"))
    return practice


@pytest.fixture
def ann(practice: Practice, google: Google) -> Account:
    return google.account(f"ann@{practice.slug}.example")


def state(practice: Practice, booked: dict) -> str:
    return practice.one(SETTLED, reference=booked["reference"])


def test_a_time_that_the_owner_fills_a_moment_before_is_refused_and_offered_no_more(practice, ann):
    ann.calendar.add("Dentist", local(practice.at(8, 10)), local(practice.at(8, 11)))
    held = practice.take(practice.at(8, 10))
    if held.status_code == 201:
        who = {"name": "Ada Byron", "email": "ada@example.com"}
        refused = practice.post("/bookings", {"hold": held.json()["id"], "customer": who})
        assert (refused.status_code, refused.json()["code"]) == (409, "slot_taken")
    practice.quiet("read_calendar")
    assert practice.hurry(practice.at(8, 10)).json()["code"] == "slot_taken"


def test_who_is_quicker_than_the_calendar_waits_for_seconds_and_is_told_once(practice, ann):
    booked = practice.confirm(practice.hurry(practice.at(9, 10)), phone="+12125550197")
    until(lambda: state(practice, booked) == "confirmed", 10, "the calendar said yes")
    practice.quiet("write_entry")
    assert [event["start"]["dateTime"] for event in ann.calendar.events()] == [local(practice.at(9, 10))]
    assert practice.told(booked) in (["booked"], ["approved"])


def test_an_answer_with_an_error_is_no_yes(google, practice, ann):
    google.fault("freebusy_error", times=1, account=ann.email)
    booked = practice.confirm(practice.take(practice.at(10, 10)))
    assert booked["status"] == "pending"
    practice.ask("update jobs set rest_until = '-infinity' where tenant_id = %(tenant)s and state = 'resting'")
    practice.nudge()
    until(lambda: state(practice, booked) == "confirmed", 10, "the next answer was heard")


def say(practice: Practice, message: str) -> str:
    return practice.post("/chat", {"message": message}).json()["reply"]


def choose(practice: Practice, outage: str) -> None:
    assert practice.press("calendar", tentative="on", outage=outage).status_code == 200
    practice.ask(BROKEN)


def test_a_business_that_refuses_bookings_meanwhile_offers_none_and_says_why(practice, ann):
    choose(practice, "refuse")
    refused = practice.hurry(practice.at(8, 10))
    assert (refused.status_code, refused.json()["code"]) == (503, "unavailable") and "calendar" in refused.json()["detail"]
    said = say(practice, "I need a consultation tomorrow at 10am please")
    assert "calendar" in said and not practice.ask(TOLD)


def test_a_business_that_calls_back_has_the_receptionist_take_a_number(practice, ann):
    choose(practice, "callback")
    said = say(practice, "I need a consultation tomorrow at 10am please")
    assert "calendar" in said and practice.ask(TOLD)
