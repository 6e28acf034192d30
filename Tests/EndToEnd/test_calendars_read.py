"""What stands in an owner's Google Calendar keeps visitors from booking there, and a lost connection is told and mended."""

from datetime import datetime, timedelta

import pytest
from practice import Practice, local
from stack import until

OUT = "update calendars set read_at = clock_timestamp() - interval '16 minutes' where tenant_id = %(tenant)s"
BLOCKED = "select count(*) from blocks where tenant_id = %(tenant)s and source like 'calendar:%%'"


@pytest.fixture(scope="module")
def practice(stack, google) -> Practice:
    """Where Ann is away when her own calendar says so, by New York's clock."""
    practice = Practice(stack)
    practice.joins(google.account(f"ann@{practice.slug}.example", zone="Europe/Berlin"))
    return practice


def is_free(practice: Practice, start: datetime) -> bool:
    """Whether a visitor could take that hour: it is held, and given back."""
    held = practice.take(start)
    if held.status_code == 201:
        practice.release(held)
    assert held.status_code in (201, 409), held.text
    return held.status_code == 201


def free_hours(practice: Practice, day: int, *hours: int) -> list[int]:
    return [hour for hour in hours if is_free(practice, practice.at(day, hour))]


def test_what_is_put_into_the_calendar_takes_the_time_away_by_itself(practice, ann):
    event = ann.calendar.add("Dentist", local(practice.at(3, 10)), local(practice.at(3, 11)))
    practice.ask("update calendars set read_at = clock_timestamp() - interval '6 minutes' where tenant_id = %(tenant)s")
    practice.ask("select enqueue_upkeep()")
    practice.nudge()
    until(lambda: practice.one(BLOCKED) == 1, 5, "it was read")
    assert free_hours(practice, 3, 9, 10, 11) == [9, 11]
    ann.calendar.move(event["id"], local(practice.at(3, 14)), local(practice.at(3, 15)))
    practice.read()
    assert free_hours(practice, 3, 10, 14) == [10]
    ann.calendar.delete(event["id"])
    practice.read()
    assert free_hours(practice, 3, 10, 14) == [10, 14]
    words = practice.ask("select jsonb_agg(e)::text || jsonb_agg(b)::text from calendar_events e, blocks b where e.tenant_id = %(tenant)s")
    assert "Dentist" not in str(words)


def test_a_series_counts_one_by_one_with_its_exceptions(practice, ann):
    series = ann.calendar.add(
        "Rounds",
        local(practice.at(10, 9)),
        local(practice.at(10, 10)),
        timeZone="America/New_York",
        recurrence=["RRULE:FREQ=DAILY;COUNT=4"],
    )
    practice.read()
    assert [free_hours(practice, day, 9) for day in range(9, 15)] == [[9], [], [], [], [], [9]]
    second, third = [each for each in ann.calendar.events() if each.get("recurringEventId") == series["id"]][1:3]
    ann.calendar.move(second["id"], local(practice.at(11, 13)), local(practice.at(11, 14)))
    ann.calendar.delete(third["id"])
    practice.read()
    assert free_hours(practice, 11, 9, 13) == [9] and free_hours(practice, 12, 9) == [9] and free_hours(practice, 13, 9) == []
    ann.calendar.change(series["id"], recurrence=["RRULE:FREQ=DAILY;COUNT=2"])
    practice.read()
    assert free_hours(practice, 13, 9) == [9] and free_hours(practice, 10, 9) == []
    ann.calendar.delete(series["id"])
    practice.read()
    assert [free_hours(practice, day, 9, 13) for day in (10, 11)] == [[9, 13], [9, 13]]


def test_days_are_the_businesss_and_free_and_tentative_time_counts_as_it_wishes(practice, ann):
    ann.calendar.add("Away", str(practice.day(20)), str(practice.day(21)))
    ann.calendar.add("Reminder", local(practice.at(21, 10)), local(practice.at(21, 11)), transparency="transparent")
    ann.calendar.add("Perhaps", local(practice.at(21, 12)), local(practice.at(21, 13)), status="tentative")
    here = {"email": ann.email, "self": True}
    for hour, answer in ((14, "declined"), (16, "needsAction"), (18, "accepted")):
        ann.calendar.add(
            "Team", local(practice.at(21, hour)), local(practice.at(21, hour + 1)), attendees=[here | {"responseStatus": answer}]
        )
    practice.read()
    assert free_hours(practice, 19, 23) == [23] and free_hours(practice, 20, 0, 11, 23) == [] and free_hours(practice, 21, 0) == [0]
    assert free_hours(practice, 21, 10, 12, 14, 16, 18) == [10, 14]
    practice.press("calendar", outage="pending")
    practice.read()
    assert free_hours(practice, 21, 10, 12, 14, 16, 18) == [10, 12, 14, 16]
    practice.press("calendar", outage="pending", tentative="on")
    practice.read()
    assert free_hours(practice, 21, 10, 12, 14, 16, 18) == [10, 14]


def test_a_dead_sync_token_and_empty_pages_lose_nothing(practice, ann, google):
    ann.calendar.add("Before", local(practice.at(24, 10)), local(practice.at(24, 11)))
    ann.calendar.expire_sync()
    google.fault("empty_page", account=ann.email, times=2)
    practice.read()
    assert free_hours(practice, 24, 10, 11) == [11]


def test_thousands_of_events_are_read_by_pages(practice, google):
    """In a calendar of its own, beside Ann's."""
    bob = Practice(practice.stack, people=("Bob",))
    account = google.account(f"bob@{bob.slug}.example")
    first = bob.at(30, 0)
    hours = [first + timedelta(hours=place / 2) for place in range(2_500)]
    events = [{"summary": "Busy", "start": {"dateTime": local(at)}, "end": {"dateTime": local(at + timedelta(minutes=20))}} for at in hours]
    assert account.calendar.fill(events) == 2_500
    bob.joins(account)
    lists = google.exchanges(operation="events.list", account=account.email)
    assert bob.one(BLOCKED) == 2_500 and len(lists) == 3
    assert not is_free(bob, bob.at(40, 10)) and is_free(bob, bob.at(29, 10))


def test_a_permission_that_was_taken_back_is_told_once_and_what_waits_is_settled_once_it_is_given_again(stack, google):
    practice = Practice(stack)
    practice.ask("insert into phone_settings (tenant_id, owner_phone) values (%(tenant)s, '+12125550177')")
    rita = google.account(f"rita@{practice.slug}.example")
    practice.joins(rita)
    stood = practice.visit(practice.at(3, 9))
    practice.quiet("write_entry")
    rita.revoke()
    practice.cancel(stood)
    practice.move(practice.visit(practice.at(4, 9)), practice.at(4, 12))
    practice.quiet("write_entry")
    told = "select body from messages where tenant_id = %(tenant)s and reason = 'calendar'"
    assert len(practice.ask(told)) == 1 and f"{stack.base}/admin/calendar" in practice.one(told) and rita.email in practice.one(told)
    assert practice.one("select count(*) from texts_out where tenant_id = %(tenant)s and recipient = '+12125550177'") == 1
    assert "no longer lets Holdfast in" in practice.page()
    practice.ask(OUT)
    free, taken = practice.visit(practice.at(5, 10), phone="+12125550191"), practice.visit(practice.at(5, 12), phone="+12125550192")
    assert (free["status"], taken["status"]) == ("pending", "pending")
    rita.calendar.add("Dentist", local(practice.at(5, 12)), local(practice.at(5, 13)))
    assert "Connected." in practice.connect(rita)
    wanted = ["confirmed", "declined"]
    until(lambda: [practice.lookup(each)["status"] for each in (free, taken)] == wanted, 10, "both were settled")
    assert practice.told(free) == ["requested", "approved"] and practice.told(taken) == ["requested", "declined"]
    practice.quiet("write_entry")
    ours = [each for each in rita.calendar.events() if each["summary"].startswith("Consultation")]
    assert sorted(each["start"]["dateTime"] for each in ours) == sorted(local(each) for each in (practice.at(4, 12), practice.at(5, 10)))
    assert len(practice.ask(told)) == 1 and {each["status"] for each in ours} == {"confirmed"}
