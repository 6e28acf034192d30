"""The sandbox's page: a person plays the phone."""

import pytest
from playwright.sync_api import Page, expect

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def page(visit) -> Page:
    return visit("/sandbox/")


def test_a_person_texts_a_business_and_sees_what_went_over_the_wire(page, picture):
    page.get_by_label("You are").fill("+1 917 555 0171")
    page.get_by_label("Text", exact=True).fill("Hello <b>there</b>")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("log", name="Texts")).to_contain_text("Hello <b>there</b>")
    delivery = page.get_by_role("list", name="Exchanges, newest first").locator("summary", has_text="/webhooks/twilio/sms").first
    expect(delivery).to_contain_text("200")
    delivery.click()
    expect(page.get_by_role("list", name="Exchanges, newest first")).to_contain_text("MessageSid")
    picture(page, full_page=True)
    page.get_by_role("button", name="Deliver it again").first.click()
    expect(page.get_by_role("list", name="Exchanges, newest first").locator("summary", has_text="/webhooks/twilio/sms")).to_have_count(2)


@pytest.mark.parametrize("screen", [{}, PHONE], ids=["desk", "phone"])
def test_a_person_calls_a_business_and_hangs_up(visit, picture, screen):
    page = visit("/sandbox/", **screen)
    page.get_by_label("You are").fill("+19175550172")
    page.get_by_role("tab", name="Call").click()
    page.get_by_role("button", name="Call", exact=True).click()
    said = page.get_by_role("log", name="What is said")
    expect(said).not_to_contain_text("What is said appears here")
    picture(page, full_page=True)
    end = page.get_by_role("button", name="Hang up")
    if end.is_visible():
        end.click()
    expect(said).to_contain_text("The call ended")
    expect(page.get_by_role("button", name="Call", exact=True)).to_be_visible()


def test_the_page_fits_a_phone_and_can_be_worked_by_keys(visit):
    page = visit("/sandbox/", **PHONE)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("tab", name="Texts").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Call")).to_be_focused()
    expect(page.get_by_role("button", name="Call", exact=True)).to_be_visible()


def test_what_goes_wrong_is_told(page):
    page.get_by_label("You are").fill("12")
    page.get_by_label("Text", exact=True).fill("Hello")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_contain_text("is no number")
