"""Google Calendar end to end: through nginx and the jobs pool to the stand-in and back, as owners and visitors use it."""

from datetime import timedelta

import requests
from google import Account
from practice import Practice, local, same
from stack import until


def ours(account: Account) -> list[dict]:
    """The events that the house wrote into an account's own calendar and that stand there."""
    return [each for each in account.calendar.events() if "holdfastTenant" in each.get("extendedProperties", {}).get("private", {})]


def event_of(account: Account, booked: dict) -> dict | None:
    """A booking's event: there is one at most."""
    found = [each for each in ours(account) if booked["reference"] in each["description"]]
    assert len(found) <= 1, found
    return found[0] if found else None


def stands_at(account: Account, booked: dict, start, seconds: float = 5) -> dict:
    """The booking's event, once it stands there for an hour from then on."""
    until(lambda: (at := event_of(account, booked)) is not None and same(at["start"]["dateTime"], start), seconds, "it stands there")
    event = event_of(account, booked)
    assert same(event["end"]["dateTime"], start + timedelta(hours=1))
    return event


# Connecting.


def test_an_owner_connects_and_chooses_a_calendar(stack, google):
    practice, olivia = Practice(stack), google.account("olivia-connects@example.com")
    private = olivia.add_calendar("Private")
    assert "None yet." in practice.page()
    assert "Connected. Choose below" in practice.connect(olivia)
    page = practice.page()
    assert "olivia-connects@example.com" in page and "Private (olivia-connects@example.com)" in page
    practice.choose(olivia.calendar, private)
    uses = practice.ask(
        "select c.remote_id, u.is_written from calendar_uses u join calendars c on c.id = u.calendar_id where u.tenant_id = %(tenant)s"
    )
    assert sorted(uses, key=str) == sorted([(olivia.calendar.id, True), (private.id, False)], key=str)
    sealed = practice.one("select refresh_token from calendar_accounts where tenant_id = %(tenant)s")
    assert sealed and b"1//" not in bytes(sealed)


def test_a_permission_that_was_left_out_is_named_and_the_account_is_not_used_until_it_is_whole(stack, google):
    practice, pat = Practice(stack), google.account("pat-leaves-out@example.com")
    page = practice.connect(pat, untick=("calendar.freebusy",))
    assert "Google left out a permission" in page and "to ask whether a time is still free" in page
    assert "Which calendar serves whom" not in page and google.exchanges(account=pat.email, operation="calendarList.%") == []
    assert "Connected." in practice.connect(pat) and "Which calendar serves whom" in practice.page()


def test_a_refusal_at_google_connects_nothing(stack, google):
    practice, nora = Practice(stack), google.account("nora-refuses@example.com")
    assert "You said no at Google" in practice.connect(nora, refuse=True)
    assert practice.ask("select from calendar_accounts where tenant_id = %(tenant)s") == []


def test_an_answer_from_google_counts_once_and_for_the_browser_that_asked(stack, google):
    practice, carl = Practice(stack), google.account("carl-comes-back@example.com")
    way = carl.consent(practice.leave(), session=practice.browser, follow=False).headers["Location"]
    other = practice.sign_in()
    strange = other.get(way, timeout=30)
    assert strange.status_code == 403 and "belongs to no request of yours" in strange.text
    assert requests.get(way, timeout=30).status_code == 403
    assert practice.ask("select from calendar_accounts where tenant_id = %(tenant)s") == []
    for _ in range(3):
        assert practice.browser.get(way, timeout=30, allow_redirects=False).status_code == 303
    until(lambda: "Connected." in practice.page(), 15, "it is connected")
    assert practice.browser.get(way, timeout=30, allow_redirects=False).status_code == 303
    assert "Connected." in practice.page()
    assert practice.one("select count(*) from jobs where tenant_id = %(tenant)s and kind = 'connect_calendar'") == 1
    forged = way.replace("state=", "state=x")
    assert practice.browser.get(forged, timeout=30).status_code == 403


# What visitors do.


def test_a_booking_by_chat_stands_in_the_calendar_within_five_seconds(practice, ann):
    conversation = None
    said = ("I would like a consultation next Tuesday at 10 am", "the first one", "Grace Hopper, grace@example.com")
    for message in said:
        turn = practice.post("/chat", {"message": message} | ({"conversation": conversation} if conversation else {})).json()
        conversation = turn["conversation"]
    reference = next(card["reference"] for card in turn["cards"] if card.get("reference"))
    start = practice.one("select start_at from bookings where tenant_id = %(tenant)s and reference = %(reference)s", reference=reference)
    event = stands_at(ann, {"reference": reference}, start)
    assert event["summary"] == "Consultation: Grace Hopper" and event["status"] == "confirmed" and event["location"] == "1 Main St"
    booking = practice.one("select id from bookings where tenant_id = %(tenant)s and reference = %(reference)s", reference=reference)
    own = event["extendedProperties"]["private"]
    assert own == {"holdfastTenant": str(practice.tenant), "holdfastBooking": str(booking), "holdfastVersion": own["holdfastVersion"]}
    assert f"{practice.stack.base}/admin/bookings/{booking}" in event["description"] and "grace@example.com" in event["description"]
    assert "attendees" not in event and "conferenceData" not in event and "hangoutLink" not in event


def test_an_event_moves_and_goes_with_its_booking(practice, ann):
    booked = practice.visit(practice.at(4, 10))
    first = stands_at(ann, booked, practice.at(4, 10))
    ann.calendar.change(first["id"], colorId="5")
    practice.move(booked, practice.at(5, 15))
    moved = stands_at(ann, booked, practice.at(5, 15))
    assert (moved["id"], moved["colorId"]) == (first["id"], "5")
    practice.cancel(booked)
    until(lambda: event_of(ann, booked) is None, 5, "the event is gone")


def test_guests_and_a_link_to_meet_at_come_where_they_are_wanted(practice, ann, google):
    practice.press("calendar", invites="on", tentative="on", outage="pending")
    practice.ask("update services set online = true where tenant_id = %(tenant)s")
    try:
        booked = practice.visit(practice.at(6, 9))
        event = stands_at(ann, booked, practice.at(6, 9))
        assert [each["email"] for each in event["attendees"]] == [booked["email"]]
        assert [each["kind"] for each in google.mails() if each["recipient"] == booked["email"]] == ["invitation"]
        until(lambda: "meet.google.com" in event_of(ann, booked).get("hangoutLink", ""), 5, "there is a link to meet at")
        practice.move(booked, practice.at(6, 11))
        assert "hangoutLink" in stands_at(ann, booked, practice.at(6, 11))
        practice.cancel(booked)
        until(lambda: len([each for each in google.mails() if each["recipient"] == booked["email"]]) == 3, 5, "the guest knows")
    finally:
        practice.press("calendar", tentative="on", outage="pending")
        practice.ask("update services set online = false where tenant_id = %(tenant)s")


# What the owner does.


def test_what_the_owner_moves_or_deletes_moves_or_cancels_the_booking_and_the_customer_hears_of_it(practice, ann):
    booked = practice.visit(practice.at(8, 10), phone="+12125550198")
    event = stands_at(ann, booked, practice.at(8, 10))
    ann.calendar.move(event["id"], local(practice.at(9, 14)), local(practice.at(9, 15)))
    practice.read()
    assert same(practice.lookup(booked)["start"], practice.at(9, 14)) and practice.told(booked) == ["booked", "moved"]
    assert stands_at(ann, booked, practice.at(9, 14))["extendedProperties"]["private"]["holdfastVersion"] > "0"
    ann.calendar.delete(event["id"])
    practice.read()
    assert practice.lookup(booked)["status"] == "cancelled" and practice.told(booked) == ["booked", "moved", "cancelled"]
    practice.read()
    assert practice.told(booked)[3:] == [] and event_of(ann, booked) is None


def test_an_event_that_may_not_stand_where_it_was_moved_is_put_back(practice, ann):
    taken, booked = practice.visit(practice.at(10, 10)), practice.visit(practice.at(10, 13))
    event = stands_at(ann, booked, practice.at(10, 13))
    for start, end in ((practice.at(10, 10), practice.at(10, 11)), (practice.at(10, 15), practice.at(10, 17))):
        ann.calendar.move(event["id"], local(start), local(end))
        practice.read()
        assert stands_at(ann, booked, practice.at(10, 13))["id"] == event["id"]
    ann.calendar.move(event["id"], str(practice.day(10)), str(practice.day(11)))
    practice.read()
    stands_at(ann, booked, practice.at(10, 13))
    assert {practice.lookup(each)["status"] for each in (taken, booked)} == {"confirmed"} and practice.told(booked) == []
    ann.calendar.change(event["id"], colorId="7", summary="Mine")
    practice.read()
    assert event_of(ann, booked)["colorId"] == "7"


def test_two_people_have_each_their_own_account(stack, google):
    practice = Practice(stack, people=("Ann", "Bob"))
    accounts = [google.account(f"{name}@{practice.slug}.example") for name in ("ann", "bob")]
    for person, account in enumerate(accounts):
        practice.joins(account, person)
    accounts[1].calendar.add("Dentist", local(practice.at(3, 10)), local(practice.at(3, 11)))
    practice.read()
    assert [practice.take(practice.at(3, 10), person).status_code for person in (0, 1)] == [201, 409]
    booked = practice.visit(practice.at(3, 15), 0)
    first = stands_at(accounts[0], booked, practice.at(3, 15))
    practice.move(booked, practice.at(3, 15), 1)
    assert stands_at(accounts[1], booked, practice.at(3, 15))["id"] != first["id"]
    until(lambda: ours(accounts[0]) == [], 5, "it left the first calendar")


def test_disconnecting_takes_the_permission_back_and_leaves_what_stands(stack, google):
    practice = Practice(stack)
    dora = google.account(f"dora@{practice.slug}.example")
    practice.joins(dora)
    booked = practice.visit(practice.at(3, 10))
    stands_at(dora, booked, practice.at(3, 10))
    dora.calendar.add("Dentist", local(practice.at(3, 12)), local(practice.at(3, 13)))
    practice.read()
    assert practice.take(practice.at(3, 12)).status_code == 409
    account = practice.one("select id from calendar_accounts where tenant_id = %(tenant)s")
    assert practice.press(f"accounts/{account}/removal").status_code == 200 and "None yet." in practice.page()
    until(lambda: dora.state()["allowed"] == [], 10, "Google knows")
    assert practice.one("select refresh_token is null from calendar_accounts where tenant_id = %(tenant)s")
    assert practice.take(practice.at(3, 12)).status_code == 201 and event_of(dora, booked) is not None
    practice.joins(dora)
    assert event_of(dora, booked) is not None
