"""With scripts turned off the hosted page books by form, and the booking's own page moves and cancels."""

import re

from playwright.sync_api import Page, expect


def test_booking_moving_and_cancelling_by_form(visit, picture):
    page = visit(java_script_enabled=False)
    expect(page.locator("holdfast-widget")).to_have_count(0)
    picture(page, "1-home", full_page=True)
    page.get_by_role("link", name=re.compile("cleaning", re.I)).click()
    picture(page, "2-times", full_page=True)
    choose_a_time(page, 1)
    picture(page, "3-details", full_page=True)
    page.get_by_label("Name").fill("Ada Lovelace")
    page.get_by_label("Email").fill("ada@example.com")
    page.get_by_role("button", name="Book", exact=True).click()
    expect(page.get_by_role("heading", name="You’re booked")).to_be_visible()
    reference, when = page.locator(".reference").inner_text(), page.get_by_role("time").inner_text()
    assert re.fullmatch(r"[A-Z0-9]{8}", reference)
    picture(page, "4-booked", full_page=True)

    find_again(page, reference)
    page.get_by_role("link", name="Move", exact=True).click()
    choose_a_time(page, 5)
    picture(page, "5-moving", full_page=True)
    page.get_by_role("button", name="Move the booking").click()
    expect(page.locator(".reference")).to_have_text(reference)
    assert page.get_by_role("time").inner_text() != when

    page.get_by_role("button", name="Cancel the booking").click()
    expect(page.get_by_role("heading", name="Your booking is cancelled")).to_be_visible()
    expect(page.locator(".reference")).to_have_text(reference)
    picture(page, "6-cancelled", full_page=True)


def choose_a_time(page: Page, which: int) -> None:
    page.get_by_role("listitem").get_by_role("link", name=re.compile(r"\d times")).nth(2).click()
    page.locator("form.times button").nth(which).click()


def find_again(page: Page, reference: str) -> None:
    """From the business's page, by reference and email."""
    page.get_by_role("banner").get_by_role("link").click()
    page.get_by_label("Reference").fill(reference.lower())
    page.get_by_label("Email").fill("ada@example.com")
    page.get_by_role("button", name="Find my booking").click()


def test_a_reference_with_another_email_finds_nothing(visit):
    page = visit(java_script_enabled=False)
    page.get_by_label("Reference").fill("ABCD2345")
    page.get_by_label("Email").fill("nobody@example.com")
    page.get_by_role("button", name="Find my booking").click()
    expect(page.get_by_role("main")).to_contain_text(re.compile("find", re.I))
