"""With scripts turned off the hosted page books by form, and the booking's own page moves and cancels."""

import re

from forms import choose_a_time, find_again, give_details, new_email
from playwright.sync_api import expect


def test_booking_moving_and_cancelling_by_form(visit, picture):
    page = visit(java_script_enabled=False)
    expect(page.locator("holdfast-widget")).to_have_count(0)
    picture(page, "1-home", full_page=True)
    page.get_by_role("link", name=re.compile("cleaning", re.I)).click()
    picture(page, "2-times", full_page=True)
    choose_a_time(page, 1)
    picture(page, "3-details", full_page=True)
    email = new_email()
    give_details(page, "Ada Lovelace", email)
    expect(page.get_by_role("heading", name="You’re booked")).to_be_visible()
    reference, when = page.locator(".reference").inner_text(), page.get_by_role("time").inner_text()
    picture(page, "4-booked", full_page=True)

    find_again(page, reference, email)
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


def test_a_reference_with_another_email_finds_nothing(visit):
    page = visit(java_script_enabled=False)
    page.get_by_label("Reference").fill("ABCD2345")
    page.get_by_label("Email").fill("nobody@example.com")
    page.get_by_role("button", name="Find my booking").click()
    expect(page.get_by_role("main")).to_contain_text(re.compile("find", re.I))
