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


def test_a_visitor_is_told_what_the_owner_has_answered(stack, visit):
    answer = f"Yes, leave it by the window. {new_email()[:8]}"
    page = visit(None)
    sign_in(page, stack.command("tenant", "link", "demo"))
    page.get_by_role("link", name="Answers").click()
    page.get_by_label("Question").fill("May I bring my cello?")
    page.get_by_label("Answer", exact=True).fill(answer)
    page.get_by_role("button", name="Add this answer").click()
    expect(page.get_by_role("table")).to_contain_text(answer)
    chat = Chat(visit()).open()
    chat.say("can i bring a cello?")
    expect(chat.log).to_contain_text(answer)
    page.get_by_role("link", name="Change: May I bring my cello?").click()
    page.get_by_role("button", name="Remove this answer").click()
    expect(page.get_by_role("heading", name="Your answers")).to_be_visible()
    expect(page.get_by_role("main")).not_to_contain_text(answer)


def test_the_owner_says_how_to_be_spoken_for(stack, visit):
    page = visit(None)
    sign_in(page, stack.command("tenant", "link", "demo"))
    page.get_by_role("link", name="Receptionist").click()
    tone = page.get_by_label("Tone").input_value()
    page.get_by_label("Tone").fill("Warm & brief")
    page.get_by_role("button", name="Keep this").click()
    expect(page.get_by_label("Tone")).to_have_value("Warm & brief")
    page.get_by_label("Tone").fill(tone)
    page.get_by_role("button", name="Keep this").click()
    expect(page.get_by_label("Tone")).to_have_value(tone)


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
