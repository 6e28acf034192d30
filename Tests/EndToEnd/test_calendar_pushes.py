"""Google tells that a calendar changed, through nginx; the calendar is read then, and where Google forgets to tell, a little later."""

import pytest
import requests
from google import Account, Google
from practice import Practice, local, utc
from stack import until

WEBHOOK = "/webhooks/google/calendar"


@pytest.fixture(scope="module")
def practice(stack, google) -> Practice:
    """Where Ann's calendar is watched. Polling comes five minutes after a reading: no test here lasts so long."""
    practice = Practice(stack)
    practice.joins(google.account(f"ann@{practice.slug}.example"))
    watched(practice)
    return practice


def watched(practice: Practice) -> None:
    heard = "select count(*) from calendar_channels where tenant_id = %(tenant)s and state = 'open' and is_heard"
    until(lambda: practice.one(heard) == 1, 15, "a channel is open")


def channels(google: Google, account: Account) -> list[dict]:
    return [each for each in google.channels() if each["calendar"] == account.calendar.id and not each["stopped"]]


def is_free(practice: Practice, start) -> bool:
    """As listed: whoever holds it has the calendar asked."""
    return practice.get("/slots/explain", service=practice.service()["id"], start=utc(start)).json()["bookable"]


def reads(practice: Practice) -> int:
    return practice.one("select count(*) from jobs where tenant_id = %(tenant)s and kind = 'read_calendar'")


def push(stack, channel: dict, token: str, state: str = "exists") -> requests.Response:
    told = {"X-Goog-Channel-ID": channel["id"], "X-Goog-Channel-Token": token, "X-Goog-Resource-State": state}
    return requests.post(stack.base + WEBHOOK, headers=told, timeout=30)


def hour(practice: Practice, day: int):
    return practice.at(day, 10), practice.at(day, 11)


def test_what_is_put_into_a_calendar_is_gone_within_seconds(practice, ann):
    start, end = hour(practice, 5)
    assert is_free(practice, start)
    made = ann.calendar.add("Dentist", local(start), local(end))
    until(lambda: not is_free(practice, start), 5, "the time is taken")
    ann.calendar.delete(made["id"])
    until(lambda: is_free(practice, start), 5, "the time is free")


def test_a_push_that_is_lost_is_made_good_by_polling(practice, google, ann):
    start, end = hour(practice, 6)
    practice.quiet("read_calendar")
    before = reads(practice)
    google.fault("lose_push", calendar=ann.calendar.id)
    ann.calendar.add("Dentist", local(start), local(end))
    assert is_free(practice, start)
    assert practice.one("select read_due_calendars(%(tenant)s)") == 0
    assert is_free(practice, start) and reads(practice) == before
    practice.ask("update calendars set read_at = read_at - interval '5 minutes' where tenant_id = %(tenant)s")
    assert practice.one("select read_due_calendars(%(tenant)s)") == 1
    until(lambda: not is_free(practice, start), 10, "the time is taken")


def test_a_forged_token_is_refused_and_reads_nothing(stack, practice, google, ann):
    practice.quiet("read_calendar")
    before, [channel] = reads(practice), channels(google, ann)
    for token in ("", "t", channel["token"][:-2], channel["token"] + "A", channel["token"].replace("v1.", "v2.")):
        assert push(stack, channel, token).status_code == 403
    assert push(stack, channel | {"id": "0" * 32}, channel["token"]).status_code == 403
    assert requests.post(stack.base + WEBHOOK, timeout=30).status_code == 403
    assert reads(practice) == before
    assert push(stack, channel, channel["token"], "sync").status_code == 204 and reads(practice) == before
    answer = push(stack, channel, channel["token"])
    assert (answer.status_code, answer.text) == (204, "") and reads(practice) == before + 1
    assert requests.get(stack.base + WEBHOOK, timeout=30).status_code == 405


def test_no_log_holds_a_channel_or_its_token(stack, google, ann):
    [channel] = channels(google, ann)
    until(lambda: '"google.calendar"' in stack.log(), 10, "the pushes were logged")
    assert channel["token"] not in stack.log() and channel["id"] not in stack.log()


def test_a_channel_is_ended_with_its_account_and_is_heard_no_longer(stack, google):
    practice = Practice(stack)
    account = google.account(f"leaving@{practice.slug}.example")
    practice.joins(account)
    watched(practice)
    [channel] = channels(google, account)
    id = practice.one("select id from calendar_accounts where tenant_id = %(tenant)s")
    assert practice.press(f"accounts/{id}/removal").status_code == 200
    practice.quiet("revoke_calendar")
    assert channels(google, account) == []
    assert push(stack, channel, channel["token"]).status_code == 404
