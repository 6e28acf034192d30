"""A visitor asks for a person, the owner answers in another browser, and hands the conversation back."""

from chat import Chat
from forms import sign_in
from playwright.sync_api import Page, expect
from test_access import STILL, faults


def owner_opens(page: Page, stack, words: str) -> None:
    """Signs in and opens the conversation that holds these words, from its message."""
    sign_in(page, stack.command("tenant", "link", "demo"))
    page.get_by_role("link", name="Messages").click()
    message = page.get_by_role("article").filter(has_text=words)
    message.get_by_role("link", name="Read the conversation and answer").click()
    expect(page.get_by_role("heading", name="What was said")).to_be_visible()


def answer(page: Page, words: str) -> None:
    page.get_by_label("The visitor reads it in the chat").fill(words)
    page.get_by_role("button", name="Send").click()


def test_a_person_answers_and_hands_the_conversation_back(stack, visit, picture):
    visitor = visit(**STILL)
    chat = Chat(visitor).open()
    words = f"talk to a person please, {chat.email}"
    chat.say(words)
    expect(chat.log).to_contain_text("answer in this chat")
    owner = visit(None)
    owner_opens(owner, stack, chat.email)
    answer(owner, "Hello, this is Ann. What can I do for you?")
    spoken = chat.log.locator(".say.person")
    expect(spoken).to_have_count(1)
    expect(spoken).to_contain_text("A person of")
    expect(spoken).to_contain_text("Hello, this is Ann.")
    chat.say("I need a cleaning next tuesday")
    expect(chat.log).to_contain_text("is answering here now")
    expect(chat.log.locator('[data-card="slots"]')).to_have_count(0)
    assert not faults(visitor)
    picture(visitor)
    owner.get_by_role("link", name="Look for new messages").click()
    expect(owner.get_by_role("main")).to_contain_text("I need a cleaning next tuesday")
    assert not faults(owner)
    picture(owner, "owner", full_page=True)
    visitor.reload()
    expect(spoken).to_have_count(1)
    owner.get_by_role("button", name="Hand back").click()
    expect(chat.log).to_contain_text("The receptionist is back")
    chat.ask()
    assert chat.sentences()[-1]


def test_the_visitor_s_page_asks_only_while_a_person_is_waited_for(visit):
    page = visit()
    looks: list[str] = []
    page.on("request", lambda request: looks.append(request.url) if "since=" in request.url else None)
    chat = Chat(page).open()
    chat.say("hello")
    assert not looks
    chat.say("a person please")
    page.wait_for_event("request", lambda request: "since=" in request.url)
    page.evaluate("Object.defineProperty(document, 'hidden', { value: true, configurable: true })")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    count = len(looks)
    assert page.evaluate("holdfast.widgets[0].waits")
    page.evaluate("holdfast.widgets[0].look()")
    assert len(looks) == count
    with page.expect_request(lambda request: "since=" in request.url):
        page.evaluate("Object.defineProperty(document, 'hidden', { value: false, configurable: true })")
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
