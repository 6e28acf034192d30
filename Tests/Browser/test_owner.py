"""The owner's pages, from the link in the terminal on."""

import re

from chat import Chat
from forms import book, new_email, sign_in
from playwright.sync_api import expect


def test_the_owner_approves_a_request(stack, visit):
    visitor = visit()
    name = f"Mary {new_email()[:8]}"
    reference = book(visitor, "implant", 3, name=name)
    expect(visitor.get_by_role("heading", name="Your request is in")).to_be_visible()
    page = visit(None)
    sign_in(page, stack.command("tenant", "link", "demo"))
    page.get_by_role("link", name=re.compile(f"Open {name}")).first.click()
    expect(page.get_by_role("main")).to_contain_text(reference)
    page.get_by_role("button", name="Approve").click()
    expect(page.locator(".badge")).to_have_text("confirmed")
    visitor.reload()
    expect(visitor.get_by_role("heading", name="You’re booked")).to_be_visible()


def test_the_owner_blocks_time_and_gives_it_back(stack, visit):
    page = visit(None)
    sign_in(page, stack.command("tenant", "link", "demo"))
    page.get_by_role("link", name="Time off").click()
    page.get_by_label("From").fill("2027-01-04T09:00")
    page.get_by_label("To", exact=True).fill("2027-01-04T12:00")
    page.get_by_label("Reason").fill("A course")
    page.get_by_role("button", name="Block this time").click()
    expect(page.get_by_role("cell", name="A course")).to_be_visible()
    page.get_by_role("row", name=re.compile("A course")).get_by_role("button", name="Remove").click()
    expect(page.get_by_role("cell", name="A course")).to_have_count(0)


def test_the_owner_reads_what_a_visitor_left(stack, visit, picture):
    words = f"Do you have parking for a van? {new_email()[:8]}"
    chat = Chat(visit()).open()
    chat.say("I want to talk to a person")
    chat.say(words)
    if chat.card("form").count():
        chat.give_details()
    page = visit(None)
    sign_in(page, stack.command("tenant", "link", "demo"))
    page.get_by_role("link", name="Messages").click()
    expect(page.get_by_role("main")).to_contain_text(words)
    expect(page.get_by_role("main")).to_contain_text(chat.email)
    picture(page)


def test_a_link_signs_in_once_and_signing_out_ends_it(stack, visit):
    link = stack.command("tenant", "link", "demo")
    page = visit(None)
    sign_in(page, link)
    page.get_by_role("button", name="Sign out").click()
    page.goto(f"{stack.base}/admin/")
    expect(page.get_by_role("heading", name="Agenda")).to_have_count(0)
    page.goto(link)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("main")).to_contain_text("used already")
