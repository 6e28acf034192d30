"""A visitor books, moves and cancels in the widget, and what the screen says is what the diary holds."""

import re

from chat import Chat
from playwright.sync_api import expect


def test_booking_moving_and_cancelling(stack, visit, picture):
    page = visit()
    chat = Chat(page).open()
    chat.ask("next tuesday afternoon")
    picture(page, "1-times")
    time = chat.hold(1)
    expect(page.get_by_role("timer")).to_contain_text(re.compile(r"^[45]:\d\d left"))
    chat.give_details()
    reference = chat.reference()
    card = chat.card("booking")
    expect(card).to_contain_text(time.replace("\u202f", " ").split()[0])
    expect(card).to_contain_text("New York time")
    assert booked(page, stack, reference, chat.email)["status"] == "confirmed"
    picture(page, "2-booked")

    chat.press(card.get_by_role("button", name="Move"))
    if not chat.times().count():
        chat.say("next friday morning")
    before = booked(page, stack, reference, chat.email)["start"]
    moved_to_first_time(chat)
    expect(chat.card("booking").locator(".ref")).to_have_text(reference)
    assert booked(page, stack, reference, chat.email)["start"] != before
    picture(page, "3-moved")

    chat.press(chat.card("booking").get_by_role("button", name="Cancel"))
    if not chat.card("cancelled").count():
        chat.say("yes")
    expect(chat.card("cancelled")).to_contain_text(reference)
    assert booked(page, stack, reference, chat.email)["status"] == "cancelled"
    picture(page, "4-cancelled")


def moved_to_first_time(chat: Chat) -> None:
    bookings = chat.log.locator('[data-card="booking"]')
    shown = bookings.count()
    chat.press(chat.times().first)
    if bookings.count() == shown:
        chat.say("yes")
    expect(bookings).to_have_count(shown + 1)


def booked(page, stack, reference: str, email: str) -> dict:
    """The booking as the API has it."""
    path = f"{stack.base}/api/v1/demo/bookings/{reference}/lookup"
    answer = page.request.post(path, data={"email": email})
    assert answer.ok, answer.text()
    return answer.json()


def test_in_another_conversation_the_reference_and_email_are_asked_for(visit):
    page = visit()
    chat = Chat(page).open()
    reference = chat.book("next monday")
    page.get_by_role("button", name="Start a new conversation").click()
    expect(chat.log.locator(".say.me")).to_have_count(0)
    chat.say(f"cancel {reference}")
    expect(chat.card("cancelled")).to_have_count(0)
    chat.say(chat.email)
    if not chat.card("cancelled").count():
        chat.say("yes")
    expect(chat.card("cancelled")).to_contain_text(reference)


def test_choosing_by_buttons_alone(visit, picture):
    page = visit()
    chat = Chat(page).open()
    chat.press(page.get_by_role("button", name="Our services"))
    services = chat.card("services")
    expect(services.get_by_role("button").first).to_contain_text("60 min")
    picture(page, "services")
    chat.press(services.get_by_role("button").first)
    page.get_by_role("button", name="Choose a day").click()
    chat.press(page.get_by_role("grid").locator("[data-free=yes]").nth(3))
    expect(chat.times().first).to_be_visible()
    first = chat.times().first.inner_text()
    chat.press(chat.card("slots").get_by_role("button", name="More times"))
    expect(chat.times().first).not_to_have_text(first)
    chat.hold()
    chat.press(chat.card("hold").get_by_role("button", name="Choose another time"))
    expect(chat.times().first).to_be_visible()
    chat.hold()
    chat.give_details(Name="Grace Hopper")
    assert chat.reference()


def test_on_a_phone_it_fills_the_screen(visit, picture):
    page = visit("/floating", viewport={"width": 360, "height": 660}, has_touch=True, is_mobile=True, device_scale_factor=2)
    chat = Chat(page)
    page.locator(".launcher").tap()
    panel = page.get_by_role("dialog")
    expect(panel).to_be_visible()
    box = panel.bounding_box()
    assert (round(box["width"]), round(box["height"])) == (360, 660)
    assert panel.evaluate("(node) => node.matches(':modal')")
    chat.book("next thursday afternoon", which=1)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    picture(page, "booked")
    page.get_by_role("button", name="Close").tap()
    expect(panel).to_be_hidden()


def test_at_320_pixels_nothing_is_cut_off(visit):
    page = visit(viewport={"width": 320, "height": 560})
    chat = Chat(page).open()
    chat.ask()
    chat.hold()
    log = chat.log
    assert log.evaluate("(node) => node.scrollWidth <= node.clientWidth")


def test_a_visitor_in_another_zone_sees_both_clocks(visit, picture):
    page = visit(timezone_id="Europe/Berlin", locale="de-DE")
    chat = Chat(page).open()
    chat.ask("next wednesday afternoon")
    expect(chat.card("slots")).to_contain_text("New York")
    picture(page, "times")
    mine, theirs = chat.hold().split("\n")
    assert (int(mine[:2]) - int(theirs[:2])) % 24 in (5, 6)
    chat.give_details()
    card = chat.card("booking")
    expect(card).to_contain_text("Berlin time")
    expect(card).to_contain_text("New York time")
    picture(page, "booked")


def test_another_business_speaks_in_its_own_zone(visit):
    page = visit("/t/barber/")
    chat = Chat(page).open()
    chat.press(page.get_by_role("button", name="Our services"))
    chat.press(chat.card("services").get_by_role("button").first)
    if not chat.card("slots").count():
        chat.say("tomorrow at noon")
    expect(chat.card("slots")).to_contain_text("London")
    chat.hold()
    chat.give_details()
    expect(chat.card("booking")).to_contain_text("London time")
