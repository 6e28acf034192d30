"""The sandbox's calendar: a person keeps a week as its owner would, and allows the house to read it."""

from urllib.parse import urlencode

import pytest
from google import SCOPES, Account, Google, answer_of, client
from playwright.sync_api import Page, expect

WEEK = ("2026-11-23T00:00:00Z", "2026-11-29T00:00:00Z")


@pytest.fixture
def owner(stack, request) -> Account:
    """Somebody who begins with an empty calendar."""
    return Google(stack).account(f"{request.node.name.replace('_', '-')}@example.com")


def open_week(visit, owner: Account, **options: object) -> Page:
    return visit(f"/sandbox/calendar/?{urlencode({'calendar': owner.email, 'week': '2026-11-24'})}", **options)


def starts(owner: Account) -> dict[str, str]:
    return {each["summary"]: each["start"].get("dateTime") or each["start"]["date"] for each in owner.calendar.events(*WEEK)}


def test_an_event_is_dragged_to_another_day(visit, owner, picture):
    owner.calendar.add("Dentist", "2026-11-24T10:00:00-05:00", "2026-11-24T11:30:00-05:00")
    # The whole day is in sight: what is below the window's edge can't be dropped on.
    page = open_week(visit, owner, viewport={"width": 1180, "height": 1500})
    event = page.locator(".event", has_text="Dentist").bounding_box()
    day = page.locator("[data-day='2026-11-25'] .events").bounding_box()
    page.mouse.move(event["x"] + 10, event["y"] + 10)
    page.mouse.down()
    page.mouse.move(day["x"] + 20, day["y"] + day["height"] * 15 / 24 + 10, steps=8)
    with page.expect_navigation():
        page.mouse.up()
    assert starts(owner) == {"Dentist": "2026-11-25T15:00:00-05:00"}
    picture(page, full_page=True)


def test_events_are_added_moved_by_keys_and_deleted(visit, owner):
    page = open_week(visit, owner)
    page.get_by_label("What").fill("Lunch")
    page.get_by_label("Day", exact=True).fill("2026-11-27")
    page.get_by_label("From").fill("12:00")
    page.get_by_label("To", exact=True).fill("12:45")
    with page.expect_navigation():
        page.get_by_role("button", name="Add").click()
    page.locator(".event").focus()
    with page.expect_navigation():
        page.keyboard.press("ArrowDown")
    assert starts(owner) == {"Lunch": "2026-11-27T12:15:00-05:00"}
    with page.expect_navigation():
        page.get_by_role("button", name="Delete Lunch").click()
    expect(page.locator(".event")).to_have_count(0)
    assert starts(owner) == {}


def test_a_person_chooses_an_account_and_unticks_a_scope(visit, stack, owner):
    asked = {
        "client_id": client(stack)[0],
        "redirect_uri": f"{stack.base}/oauth/google/callback",
        "response_type": "code",
        "scope": f"openid email {SCOPES}calendar.events {SCOPES}calendar.freebusy",
        "state": "s",
    }
    page = visit(f"/sandbox/google/o/oauth2/v2/auth?{urlencode(asked)}")
    page.get_by_role("link", name=owner.email).click()
    page.get_by_label("View your availability").uncheck()
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url("**/oauth/google/callback**")
    told = answer_of(page.url)
    assert "calendar.events" in told["scope"] and "freebusy" not in told["scope"]
