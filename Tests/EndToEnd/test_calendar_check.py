"""`holdfast calendar check` through the whole house: it sees what differs, and changes nothing."""

import json
import subprocess

import pytest
from google import Account
from practice import Practice, local


@pytest.fixture
def practice(stack, google) -> Practice:
    practice = Practice(stack)
    practice.joins(google.account(f"ann@{practice.slug}.example"))
    return practice


@pytest.fixture
def ann(practice, google) -> Account:
    return google.account(f"ann@{practice.slug}.example")


def check(practice: Practice, *words: str) -> subprocess.CompletedProcess[str]:
    command = [str(practice.stack.run_dir / "holdfast"), "calendar", "check", practice.slug, *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


def kinds(practice: Practice) -> list[str]:
    """What differs; the exit status says the same."""
    answer = check(practice, "--json")
    found = json.loads(answer.stdout)[0]["differences"]
    assert answer.returncode == (0 if all(each["on_the_way"] for each in found) else 1), answer
    return [each["kind"] + (" on the way" if each["on_the_way"] else "") for each in found]


def test_both_sides_hold_the_same_after_whatever_was_done(practice, ann):
    kept, moved, gone = (practice.visit(practice.at(4, hour)) for hour in (9, 11, 13))
    practice.move(moved, practice.at(5, 11))
    practice.cancel(gone)
    ann.calendar.add("Dentist", local(practice.at(6, 10)), local(practice.at(6, 11)))
    ann.calendar.add("Holiday", practice.day(8).isoformat(), practice.day(10).isoformat())
    weekly = {"recurrence": ["RRULE:FREQ=WEEKLY;COUNT=5"], "timeZone": str(practice.zone)}
    ann.calendar.add("Yoga", local(practice.at(7, 18)), local(practice.at(7, 19)), **weekly)
    practice.quiet("write_entry")
    practice.read()
    answer = check(practice)
    assert answer.returncode == 0, answer
    assert answer.stdout == "compared 1 calendars, 2 bookings, 9 events: 0 differences, 0 on the way\n"


def test_what_differs_is_named_and_left_alone(practice, ann, google):
    practice.visit(practice.at(4, 9))
    ann.calendar.add("Dentist", local(practice.at(6, 10)), local(practice.at(6, 11)))
    practice.quiet("write_entry")
    practice.read()
    assert kinds(practice) == []
    practice.ask("delete from blocks where tenant_id = %(tenant)s")
    assert kinds(practice) == ["blocks"]
    mark = {"private": {"holdfastTenant": str(practice.tenant), "holdfastBooking": "1", "holdfastVersion": "1"}}
    practice.ask("update calendar_entries set version = 0 where tenant_id = %(tenant)s")
    ann.calendar.add("Stray", local(practice.at(5, 10)), local(practice.at(5, 11)), id="0f" * 16, extendedProperties=mark)
    practice.read()
    # Reading has put the block right; what is ours it leaves to writing.
    found = kinds(practice)
    assert found == kinds(practice) == ["row", "orphan"]
    answer = check(practice)
    assert answer.returncode == 1 and "\torphan\n" in answer.stdout and "Stray" not in answer.stdout + answer.stderr


def test_what_nobody_could_know_yet_is_on_the_way(practice, ann, google):
    booked = practice.visit(practice.at(4, 9))
    practice.quiet("write_entry")
    practice.read()
    google.fault("lose_push", times=0, calendar=ann.calendar.id)
    try:
        ann.calendar.add("Dentist", local(practice.at(6, 10)), local(practice.at(6, 11)))
        [event] = [each for each in ann.calendar.events() if booked["reference"] in each.get("description", "")]
        ann.calendar.delete(event["id"])
        assert kinds(practice) == ["missing on the way", "unread on the way"]
    finally:
        google.clear()
    practice.read()
    assert kinds(practice) == [] and practice.lookup(booked)["status"] == "cancelled"


def test_an_account_that_broke_is_named_and_not_compared(practice, ann):
    practice.ask("update calendar_accounts set state = 'broken' where tenant_id = %(tenant)s")
    answer = check(practice)
    assert answer.returncode == 0 and "compared 0 calendars" in answer.stdout
    assert "isn't compared until its owner connects it again" in answer.stderr
