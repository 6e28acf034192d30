"""What a visitor sees when the network or a worker drops: each sentence once, and the right end."""

import json

import pytest
from chat import Chat
from loopback import Road, serving
from playwright.sync_api import Page, Route, expect

QUESTION = "When are you open, and what does a cleaning cost?"


def undisturbed(visit, question: str = QUESTION) -> list[str]:
    chat = Chat(visit()).open()
    chat.say(question)
    return chat.sentences()


def test_a_stream_cut_at_every_event_shows_each_sentence_once(stack, visit):
    expected = undisturbed(visit)
    road = Road(stack.base, cut=lambda attempt: attempt)
    with serving(road.handler()) as address:
        chat = Chat(visit(f"{address}/t/demo/")).open()
        chat.say(QUESTION)
        assert chat.sentences() == expected
    assert road.cuts > 0


@pytest.mark.parametrize("events", range(4))
def test_a_booking_is_made_once_however_early_its_streams_are_cut(stack, visit, events):
    road = Road(stack.base, cut=lambda attempt: events if attempt == 1 else None)
    with serving(road.handler()) as address:
        chat = Chat(visit(f"{address}/t/demo/")).open()
        chat.book("next wednesday", which=events)
        expect(chat.log.locator("[data-card=booking]")).to_have_count(1)
        expect(chat.log.locator("[data-card=hold]")).to_have_count(1)
    assert road.cuts > 0


def test_a_turn_that_was_refused_on_the_way_is_sent_again_with_its_id(visit):
    page = visit()
    ids: list[str] = []

    def first_try_fails(route: Route) -> None:
        ids.append(json.loads(route.request.post_data)["message_id"])
        route.abort("connectionreset") if len(ids) == 1 else route.continue_()

    page.route("**/chat", first_try_fails)
    chat = Chat(page).open()
    chat.say("Hello")
    expect(chat.log.locator(".say.me")).to_have_count(1)
    assert len(ids) == 2 and ids[0] == ids[1]


def test_a_busy_house_is_asked_again_when_it_said(visit):
    page = visit()
    asked: list[int] = []

    def busy_once(route: Route) -> None:
        asked.append(page.evaluate("Date.now()"))
        if len(asked) > 1:
            return route.continue_()
        headers = {"Retry-After": "30", "Content-Type": "application/problem+json"}
        return route.fulfill(status=429, headers=headers, body='{"code":"rate_limited","detail":"Please wait."}')

    page.clock.install()
    page.route("**/chat", busy_once)
    chat = Chat(page).open()
    chat.box.fill("Hello")
    chat.box.press("Enter")
    expect(page.get_by_text("Reconnecting")).to_be_visible()
    page.clock.fast_forward(31_000)
    chat.settled()
    assert asked[1] - asked[0] >= 30_000


def test_offline_the_message_waits_and_says_so(visit, picture):
    page = visit()
    chat = Chat(page).open()
    page.context.set_offline(True)
    chat.box.fill("Hello")
    chat.box.press("Enter")
    expect(page.get_by_text("You are offline")).to_be_visible()
    picture(page)
    page.context.set_offline(False)
    chat.settled()
    expect(page.get_by_text("You are offline")).to_be_hidden()


def test_when_tries_run_out_the_visitor_may_try_again(visit, picture):
    page = visit()
    page.clock.install()
    page.route("**/chat", lambda route: route.abort("connectionreset"))
    chat = Chat(page).open()
    chat.box.fill("Hello")
    chat.box.press("Enter")
    again = page.get_by_role("button", name="Try again")
    for _ in range(200):
        if again.is_visible():
            break
        page.clock.run_for(1_000)
    expect(again).to_be_visible()
    picture(page)
    page.unroute("**/chat")
    again.click()
    chat.settled()
    expect(page.get_by_role("alert")).to_have_count(0)


def test_a_reload_in_mid_conversation_keeps_it_and_the_unfinished_message(visit):
    page = visit()
    chat = Chat(page).open()
    chat.ask()
    chat.hold()
    chat.box.fill("My name is A")
    said = chat.log.inner_text()
    page.reload()
    expect(chat.card("hold")).to_be_visible()
    expect(chat.box).to_have_value("My name is A")
    assert remembered(chat.log.inner_text()) == remembered(said)
    chat.box.fill("")
    chat.give_details()
    assert chat.reference()


def remembered(text: str) -> list[str]:
    """The words of a conversation without its running clock, in any order of words and cards within a turn."""
    return sorted(line for line in text.split("\n") if line.strip() and not line.endswith(" left"))


def test_a_reload_in_mid_turn_brings_the_turn_to_its_end(stack, visit):
    road = Road(stack.base, cut=lambda attempt: 1 if attempt < 3 else None)
    with serving(road.handler()) as address:
        page = visit(f"{address}/t/demo/")
        page.clock.install()
        chat = Chat(page).open()
        chat.box.fill("Hello")
        chat.box.press("Enter")
        expect(page.get_by_text("Reconnecting")).to_be_visible()
        page.reload()
        chat.settled()
        expect(chat.log.locator(".say.me")).to_have_count(1)


def test_a_conversation_that_the_house_no_longer_has_starts_anew(visit):
    page: Page = visit()
    chat = Chat(page).open()
    chat.say("Hello")
    key = page.evaluate("Object.keys(localStorage).find((key) => key.startsWith('holdfast'))")
    page.evaluate("(key) => localStorage.setItem(key, JSON.stringify({conversation: '0'.repeat(32), at: Date.now()}))", key)
    page.reload()
    expect(chat.log.locator(".say.me")).to_have_count(0)
    chat.say("Hello")
    assert chat.sentences()


def test_workers_killed_under_every_message_lose_and_repeat_nothing(stack, visit):
    page = visit()

    def killing(route: Route) -> None:
        for worker in stack.workers():
            stack.kill_worker(worker)
        route.continue_()

    page.route("**/chat", killing)
    chat = Chat(page).open()
    reference = chat.book("next friday afternoon")
    assert len(chat.sentences()) == len(set(chat.sentences()))
    expect(chat.log.locator(".ref")).to_have_text([reference])
