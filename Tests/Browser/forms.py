"""The hosted page's forms and the owner's pages, as somebody at the screen uses them."""

import re
import uuid

from playwright.sync_api import Page, expect


def choose_a_time(page: Page, which: int, day: int = 2) -> None:
    """On a times page: one of the days that have any, then one of its times."""
    page.get_by_role("listitem").get_by_role("link", name=re.compile(r"\d times")).nth(day).click()
    page.locator("form.times button").nth(which).click()


def new_email() -> str:
    """An address that nobody booked with before: a customer may have only so many bookings."""
    return f"{uuid.uuid4().hex[:12]}@example.com"


def give_details(page: Page, name: str, email: str) -> None:
    page.get_by_label("Name").fill(name)
    page.get_by_label("Email").fill(email)
    page.get_by_role("button", name="Book", exact=True).click()
    expect(page.locator(".reference")).to_have_text(re.compile(r"^[A-Z0-9]{8}$"))


def book(page: Page, service: str, which: int, name: str = "Ada Lovelace") -> str:
    """From the business's page to the reference."""
    page.get_by_role("link", name=re.compile(service, re.I)).click()
    choose_a_time(page, which)
    give_details(page, name, new_email())
    return page.locator(".reference").inner_text()


def find_again(page: Page, reference: str, email: str) -> None:
    """From the business's page, by reference and email."""
    page.get_by_role("banner").get_by_role("link").click()
    page.get_by_label("Reference").fill(reference.lower())
    page.get_by_label("Email").fill(email)
    page.get_by_role("button", name="Find my booking").click()


def sign_in(page: Page, link: str) -> None:
    """Uses up the link that `holdfast tenant link` printed."""
    page.goto(link)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Agenda")).to_be_visible()
