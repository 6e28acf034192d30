"""How soon a booking stands in its owner's calendar, what that costs of Google's quota, and how long a full calendar takes to read; all
of it beside the stand-in for Google, which answers at once."""

import json
import re
import subprocess
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from statistics import median
from urllib.parse import quote, urlencode

import requests
from house import House

# isort: split
# The house brings the tests' own modules within reach.
from google import SCOPES, Account, Google, answer_of, client
from practice import Practice, local

BOOKINGS = 200
# Below the pace at which an account is asked, so that what is measured isn't the wait for it.
PAUSE = 0.5
EVENTS = 2_000
CHANGED = 20
BLOCKED = "select count(*) from blocks where tenant_id = %(tenant)s"
COPIED = """
    insert into copied select tenant_id, calendar_id, event_id, span, days, is_busy, is_tentative, etag, read_round
    from calendar_events where tenant_id = %(tenant)s
"""


def calendars(house: House) -> None:
    google = Google(house.stack)
    google.settings(quota=100_000)
    written(house, google)
    read(house, google)


def connected(house: House, google: Google) -> tuple[Practice, Account]:
    practice = Practice(house.stack)
    account = google.account(f"ann@{practice.slug}.example")
    practice.joins(account)
    return practice, account


def written(house: House, google: Google) -> None:
    """Bookings one after another, then moves and cancellations."""
    practice, account = connected(house, google)
    last, booked, committed = google.last(), [], {}
    for place in range(20 if house.quick else BOOKINGS):
        began = time.monotonic()
        booked.append(practice.visit(practice.at(3 + place // 24, place % 24)))
        committed[booked[-1]["reference"]] = time.time()
        time.sleep(max(PAUSE - (time.monotonic() - began), 0))
    practice.quiet("write_entry")
    waited = sorted((at - committed[reference]) * 1000 for reference, at in arrivals(google, account, last).items())
    assert len(waited) == len(booked)
    worst = waited[int(len(waited) * 0.99)]
    house.table.add("", "confirmation to event in the calendar, p99", f"{worst:.0f} ms", f"median {median(waited):.0f} ms of {len(waited)}")
    asked = {"booking": requests_since(google, account, last) / len(booked)}
    for what, change in (("move", lambda each: practice.move(each, datetime.fromisoformat(each["start"]) + timedelta(days=40))),
                         ("cancellation", practice.cancel)):  # fmt: skip
        last = google.last()
        for each in booked[:CHANGED]:
            change(each)
            time.sleep(PAUSE)
        practice.quiet("write_entry")
        asked[what] = requests_since(google, account, last) / CHANGED
    told = ", ".join(f"{what} {count:.2f}" for what, count in asked.items())
    house.table.add("", "requests to Google for a booking", f"{asked['booking']:.2f}", told)


def arrivals(google: Google, account: Account, after: int) -> dict[str, float]:
    """When each booking's event stood there, by the booking's reference."""
    found = {}
    for each in google.exchanges(account=account.email, operation="events.insert", after=after):
        reference = re.search(r"Booking (\w+)", json.loads(each["body"])["description"])
        assert reference and each["status"] == 200, each
        found[reference[1]] = datetime.fromisoformat(each["at"]).timestamp()
    return found


def requests_since(google: Google, account: Account, last: int) -> int:
    """Those that write, that look before they do, and that ask whether a time is free; a calendar is read at its own pace."""
    asked = [each for name in ("events.%", "freeBusy.%") for each in google.exchanges(account=account.email, operation=name, after=last)]
    return sum(each["operation"] not in ("events.list", "events.watch") for each in asked)


def read(house: House, google: Google) -> None:
    """A calendar of two thousand events: from the owner's choice until the time is blocked."""
    practice = Practice(house.stack)
    account = google.account(f"bob@{practice.slug}.example")
    first = practice.at(30, 0)
    times = [first + timedelta(minutes=30 * place) for place in range(EVENTS)]
    account.calendar.fill([{"summary": "Busy", "start": {"dateTime": local(at)}, "end": {"dateTime": local(at + timedelta(minutes=20))}}
                           for at in times])  # fmt: skip
    practice.connect(account)
    number, began = practice.calendar(account.calendar), time.monotonic()
    assert practice.press(f"resources/{practice.people[0]}/calendars", written=number).status_code == 200
    practice.quiet("read_calendar", seconds=60)
    ours = time.monotonic() - began
    assert practice.one(BLOCKED) == EVENTS
    pages = timed(lambda: bare(house, account))
    kept = timed(lambda: copied(practice))
    beside = f"curl, the same pages, {pages:.2f} s; the same rows in one insert, {kept:.2f} s"
    house.table.add("", f"{EVENTS:,} events read and blocked", f"{ours:.2f} s", beside, f"{ours / (pages + kept):.2f}")


def timed(work: Callable[[], None]) -> float:
    began = time.monotonic()
    work()
    return time.monotonic() - began


def bare(house: House, account: Account) -> None:
    """The pages that a reading asks for, one after the other, and nothing done with them."""
    address = f"{house.stack.base}/sandbox/google/calendar/v3/calendars/{quote(account.calendar.id, safe='')}/events"
    token, page = access(house, account), None
    while True:
        query = {"singleEvents": "true", "maxResults": "1000", **({"pageToken": page} if page else {})}
        with tempfile.NamedTemporaryFile() as answer:
            command = ["curl", "-sf", "-o", answer.name, "-H", f"Authorization: Bearer {token}", f"{address}?{urlencode(query)}"]
            subprocess.run(command, check=True, timeout=60)
            page = json.load(answer).get("nextPageToken")
        if page is None:
            return


def access(house: House, account: Account) -> str:
    """A token of the account's own."""
    id, secret = client(house.stack)
    back = f"{house.stack.base}/oauth/google/callback"
    asked = {"client_id": id, "redirect_uri": back, "response_type": "code", "scope": f"openid email {SCOPES}calendar.events"}
    way = account.consent(f"{house.stack.base}/sandbox/google/o/oauth2/v2/auth?{urlencode(asked)}", follow=False)
    form = {"code": answer_of(way.headers["Location"])["code"], "client_id": id, "client_secret": secret, "redirect_uri": back}
    answer = requests.post(f"{house.stack.base}/sandbox/google/token", data=form | {"grant_type": "authorization_code"}, timeout=30)
    return answer.json()["access_token"]


def copied(practice: Practice) -> None:
    practice.ask("create temporary table copied (like calendar_events including all)")
    practice.ask(COPIED)
