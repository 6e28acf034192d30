"""WCAG 2.2 AA and good practice, as far as a program can judge them, on every page that a person opens and in both themes."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from chat import Chat
from forms import book, choose_a_time, give_details, new_email, sign_in
from playwright.sync_api import Page, expect

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}
THEMES = ["light", "dark"]
# Colours are judged where they come to rest, not in the middle of a panel that fades in.
STILL = {"reduced_motion": "reduce"}


def faults(page: Page) -> list[str]:
    """What axe finds, a line each. Its script is put in by the debugger, past the page's policy."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{each['id']}: {node['target']} {node['failureSummary']}" for each in found for node in each["nodes"]]


@pytest.mark.parametrize("theme", THEMES)
def test_the_widget_through_a_whole_booking(visit, picture, theme):
    page = visit("/floating", color_scheme=theme, **STILL)
    chat = Chat(page).open()
    assert not faults(page)
    chat.say("Which services do you offer?")
    assert not faults(page)
    chat.ask("next friday")
    page.get_by_role("button", name="Choose a day").click()
    expect(page.get_by_role("grid").locator("[data-free]").first).to_be_visible()
    picture(page, "days")
    assert not faults(page)
    page.keyboard.press("Escape")
    chat.hold()
    assert not faults(page)
    picture(page, "hold")
    chat.give_details()
    chat.reference()
    assert not faults(page)
    picture(page, "booked")


@pytest.mark.parametrize("theme", THEMES)
def test_the_hosted_page(visit, picture, theme):
    page = visit(color_scheme=theme, **STILL)
    assert not faults(page)
    picture(page, full_page=True)


@pytest.mark.parametrize("theme", THEMES)
def test_the_pages_of_a_booking_by_form(visit, picture, theme):
    page = visit(color_scheme=theme, **STILL)
    page.get_by_role("link", name="Cleaning").click()
    assert not faults(page)
    choose_a_time(page, 7, day=6)
    assert not faults(page)
    give_details(page, "Ada Lovelace", new_email())
    assert not faults(page)
    picture(page, full_page=True)


@pytest.mark.parametrize("theme", THEMES)
def test_the_owner_s_pages(stack, visit, picture, theme):
    page = visit(color_scheme=theme, **STILL)
    book(page, "implant", 9, name="Rosalind Franklin")
    sign_in(page, stack.command("tenant", "link", "demo"))
    for number, address in enumerate(admin_pages(page)):
        page.goto(address)
        assert not faults(page), address
        picture(page, str(number), full_page=True)


def admin_pages(page: Page) -> list[str]:
    """The pages that the owner's own navigation leads to, and a booking."""
    links = page.get_by_role("navigation").get_by_role("link").all() + [page.get_by_role("link", name="Open").first]
    return list(dict.fromkeys(link.evaluate("(link) => link.href") for link in links))
