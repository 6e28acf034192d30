"""Without a mouse: everything is reached, seen and left by keys."""

import re

from chat import Chat
from playwright.sync_api import Locator, Page, expect


def tab_to(page: Page, wanted: Locator, key: str = "Tab") -> None:
    """Presses a key until an element has the focus; the focus must be seen on every way station."""
    for _ in range(40):
        page.keyboard.press(key)
        assert page.evaluate(FOCUS_IS_SEEN)
        if wanted.evaluate("(node) => node === node.getRootNode().activeElement"):
            return
    raise AssertionError(f"{wanted} is not reached by {key}")


FOCUS_IS_SEEN = """() => {
  let node = document.activeElement;
  while (node?.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
  return node === document.body || parseFloat(getComputedStyle(node).outlineWidth) >= 2;
}"""


def test_booking_by_keys_alone(visit, picture):
    page = visit("/floating")
    chat = Chat(page)
    launcher = page.locator(".launcher")
    expect(launcher).to_be_visible()
    tab_to(page, launcher)
    page.keyboard.press("Enter")
    expect(chat.box).to_be_focused()
    page.keyboard.type("A cleaning next tuesday afternoon please")
    page.keyboard.press("Enter")
    expect(chat.times().first).to_be_visible()
    tab_to(page, chat.times().first, "Shift+Tab")
    picture(page, "focus")
    page.keyboard.press("Space")
    form = chat.card("form")
    tab_to(page, form.get_by_label("Name"))
    page.keyboard.type("Ada Lovelace")
    tab_to(page, form.get_by_label("Email"))
    page.keyboard.type(chat.email)
    page.keyboard.press("Enter")
    assert re.fullmatch(r"[A-Z0-9]{8}", chat.reference())
    expect(chat.box).to_be_focused()


def test_escape_closes_and_gives_the_focus_back(visit):
    page = visit("/floating")
    chat = Chat(page).open()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(chat.box).to_be_hidden()
    expect(page.locator(".launcher")).to_be_focused()


def test_days_are_chosen_by_arrow_keys(visit):
    page = visit()
    chat = Chat(page).open()
    opener = page.get_by_role("button", name="Choose a day")
    opener.press("Enter")
    first = page.evaluate("new Date().toLocaleDateString('en-US', {weekday: 'long', month: 'long', day: 'numeric'})")
    grid = page.get_by_role("grid")
    expect(grid.get_by_role("button", name=first)).to_be_focused()
    for key in ["ArrowDown", "ArrowRight", "ArrowLeft", "ArrowUp", "PageDown", "PageUp", "End", "Home"]:
        page.keyboard.press(key)
        expect(grid.locator("button:focus")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(grid).to_be_hidden()
    expect(opener).to_be_focused()
    opener.press("Enter")
    page.keyboard.press("ArrowDown")
    chosen = grid.locator("button:focus").get_attribute("aria-label")
    page.keyboard.press("Enter")
    chat.settled()
    expect(chat.log.locator(".say.me").last).to_contain_text(chosen)


def test_every_control_is_named_and_large_enough(visit):
    page = visit()
    chat = Chat(page).open()
    chat.ask()
    chat.hold()
    for control in page.locator("holdfast-widget").locator("button:visible, a:visible, input:visible, textarea:visible").all():
        box = control.bounding_box()
        assert box["width"] >= 24 and box["height"] >= 24
        expect(control).to_have_accessible_name(re.compile(r"\S"))


def test_motion_stops_where_it_is_not_wanted(visit):
    page = visit(reduced_motion="reduce")
    chat = Chat(page).open()
    chat.say("Hello")
    assert page.evaluate("document.querySelector('holdfast-widget').shadowRoot.getAnimations().length") == 0
