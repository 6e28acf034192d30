"""Cards at the edges of the contract, on the real widget; only the answers are written here."""

import json

import pytest
from chat import Chat
from playwright.sync_api import Page, expect

REPEATED = [
    ("2026-11-01T01:00:00-04:00", "2026-11-01T01:30:00-04:00"),
    ("2026-11-01T01:00:00-05:00", "2026-11-01T01:30:00-05:00"),
]
BOOKING = {
    "type": "booking",
    "reference": "H7KQ2MPX",
    "status": "confirmed",
    "service": {"id": "1", "name": "Zahnreinigung; groß, gründlich"},
    "start": "2026-11-24T14:00:00-05:00",
    "end": "2026-11-24T15:00:00-05:00",
    "timezone": "America/New_York",
    "resource": {"id": "1", "name": "Zoë Müller"},
    "location": "12 Orchard Street,\n新宿区新宿 " + "é" * 60,
    "manage_url": "https://example.com/manage/" + "a" * 90,
    "uid": "booking-1@holdfast",
    "sequence": 3,
}


def answered(page: Page, *cards: dict, reply: str = "Here you are.") -> Chat:
    """A chat in which the next message was answered with these cards."""
    answer = {"conversation": "0" * 32, "reply": reply, "cards": cards}
    page.route("**/chat", lambda route: route.fulfill(content_type="application/json", body=json.dumps(answer)))
    chat = Chat(page).open()
    chat.say("Hello")
    return chat


def slots(*times: tuple[str, str]) -> dict:
    ada = {"id": "1", "name": "Ada"}
    each = [{"id": str(i), "start": start, "end": end, "label": start, "resource": ada} for i, (start, end) in enumerate(times)]
    return {"type": "slots", "service": "1", "timezone": "America/New_York", "slots": each, "more": False}


def test_both_copies_of_a_repeated_hour_are_named(visit):
    chat = answered(visit(), slots(*REPEATED))
    assert [text.split()[-1] for text in chat.times().all_inner_texts()] == ["EDT", "EST"]


def test_markup_in_an_answer_stays_text(visit):
    evil = "<img src=x onerror=alert(1)>"
    service = {"id": "1", "name": evil, "description": evil, "duration_minutes": 30, "price": None}
    booking = BOOKING | {"location": evil, "manage_url": "javascript:alert(1)"}
    chat = answered(visit(), {"type": "services", "services": [service]}, booking, reply=evil)
    expect(chat.log.locator("img, a")).to_have_count(0)
    expect(chat.log.get_by_text(evil).first).to_be_visible()


def test_a_card_that_is_not_known_is_left_out(visit):
    chat = answered(visit(), {"type": "hologram"}, BOOKING)
    expect(chat.card("booking")).to_be_visible()


def test_a_booking_that_no_longer_stands_offers_no_changes(visit):
    chat = answered(visit(), BOOKING | {"status": "declined"})
    expect(chat.card("booking").get_by_role("heading")).to_have_text("Declined")
    expect(chat.card("booking").get_by_role("button")).to_have_count(0)


def test_the_calendar_file_keeps_to_its_standard(visit):
    page = visit(timezone_id="Asia/Tokyo")
    chat = answered(page, BOOKING)
    with page.expect_download() as download:
        chat.card("booking").get_by_role("button", name="Add to calendar").click()
    raw = download.value.path().read_bytes()
    assert raw.endswith(b"END:VCALENDAR\r\n")
    lines = raw.split(b"\r\n")[:-1]
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(map(len, lines)) <= 75
    assert all(line.decode() for line in lines)
    fields = dict(line.split(":", 1) for line in raw.decode().replace("\r\n ", "").split("\r\n") if ":" in line)
    assert fields["UID"] == BOOKING["uid"] and fields["SEQUENCE"] == "3"
    assert (fields["DTSTART"], fields["DTEND"]) == ("20261124T190000Z", "20261124T200000Z")
    assert fields["LOCATION"] == BOOKING["location"].replace(",", "\\,").replace("\n", "\\n")
    assert fields["SUMMARY"].startswith("Zahnreinigung\\; groß\\, gründlich")


@pytest.mark.parametrize(("zone", "named"), [("Europe/Berlin", True), ("America/Toronto", False)])
def test_the_business_s_zone_is_named_where_clocks_differ(visit, zone, named):
    chat = answered(visit(timezone_id=zone), slots(("2026-11-24T14:00:00-05:00", "2026-11-24T15:00:00-05:00")))
    expect(chat.times().first).to_have_text("8:00\u202fPM2:00\u202fPM New York" if named else "2:00\u202fPM")


def test_a_time_on_another_day_here_is_grouped_by_the_visitor_s_day(visit):
    chat = answered(visit(timezone_id="Asia/Tokyo"), slots(("2026-11-24T14:00:00-05:00", "2026-11-24T15:00:00-05:00")))
    expect(chat.card("slots").get_by_role("group", name="Wednesday, November 25")).to_be_visible()


def test_a_hold_counts_down_by_the_server_s_clock_and_ends(visit):
    page = visit()
    page.clock.install()
    slot = slots(("2031-05-06T14:00:00-04:00", "2031-05-06T15:00:00-04:00"))["slots"][0]
    hold = {"type": "hold", "slot": slot, "now": "2031-05-01T10:00:00-04:00", "expires_at": "2031-05-01T10:05:00-04:00"}
    chat = answered(page, hold)
    timer = page.get_by_role("timer")
    expect(timer).to_have_text("5:00 left")
    page.clock.run_for(241_000)
    expect(timer).to_have_text("0:59 left")
    expect(page.get_by_role("status").filter(has_text="One minute left")).to_have_count(1)
    page.clock.run_for(60_000)
    expect(timer).to_contain_text("has run out")
    expect(chat.card("hold")).to_be_visible()


def test_what_a_form_lacks_is_said_beside_the_field(visit, picture):
    page = visit()
    chat = answered(page, {"type": "form", "fields": ["name", "email", "phone?"]})
    form = chat.card("form")
    form.get_by_label("Email").fill("ada at home")
    form.get_by_role("button", name="Send details").click()
    expect(form.get_by_label("Name")).to_be_focused()
    expect(form.get_by_label("Name")).to_have_accessible_description("Please give your name.")
    expect(form.get_by_label("Email")).to_have_attribute("aria-invalid", "true")
    picture(page)


def test_the_days_begin_with_the_business_s_own_day(visit):
    page = visit(timezone_id="Pacific/Kiritimati")
    Chat(page).open()
    now = {"timezone": "Pacific/Honolulu", "now": "2031-05-06T09:00:00-10:00", "slots": []}
    page.route("**/slots?*", lambda route: route.fulfill(json=now))
    page.get_by_role("button", name="Choose a day").click()
    expect(page.get_by_role("grid").get_by_role("button").first).to_have_accessible_name("Tuesday, May 6")
    expect(page.get_by_role("grid").get_by_role("button").first).to_be_focused()
