"""The widget as a visitor meets it: by what is written on it and read out from it."""

import re

from forms import new_email
from playwright.sync_api import Locator, Page, expect

TIME = re.compile(r"^\d{1,2}:\d\d")


class Chat:
    """A widget on a page."""

    def __init__(self, page: Page):
        self.page = page
        self.log = page.get_by_role("log", name="Conversation")
        self.email = new_email()
        self.box = page.get_by_role("textbox", name="Message")

    def open(self) -> "Chat":
        """Opens the panel, where the widget doesn't stand in the page."""
        expect(self.page.locator("holdfast-widget .root")).to_have_count(1)
        if not self.box.is_visible():
            self.page.locator(".launcher").click()
        expect(self.box).to_be_visible()
        return self

    def say(self, words: str) -> None:
        """Writes a message and waits until its turn has ended."""
        self.box.fill(words)
        self.box.press("Enter")
        self.settled()

    def press(self, button: Locator) -> None:
        button.click()
        self.settled()

    def settled(self) -> None:
        expect(self.log.locator(".turn").last.locator(".say.them, [data-card]").first).to_be_visible()
        expect(self.page.locator(".typing")).to_have_count(0)

    def card(self, kind: str) -> Locator:
        """The newest card of a kind that is still a choice."""
        return self.log.locator(f'[data-card="{kind}"]:not([data-past])').last

    def times(self) -> Locator:
        return self.card("slots").locator(".slots button")

    def ask(self, day: str = "next tuesday afternoon") -> None:
        """Asks for a cleaning and waits for its free times."""
        self.say(f"I'd like a cleaning {day}")
        expect(self.times().first).to_be_visible()

    def hold(self, which: int = 0) -> str:
        """Picks a time; returns what its button said."""
        button = self.times().nth(which)
        said = button.inner_text()
        self.press(button)
        expect(self.card("hold")).to_be_visible()
        return said

    def give_details(self, **details: str) -> None:
        form = self.card("form")
        for label, value in ({"Name": "Ada Lovelace", "Email": self.email} | details).items():
            form.get_by_label(label).fill(value)
        self.press(form.get_by_role("button", name="Send details"))

    def book(self, day: str = "next tuesday afternoon", which: int = 0) -> str:
        """From the first word to the reference."""
        self.ask(day)
        self.hold(which)
        self.give_details()
        return self.reference()

    def reference(self) -> str:
        expect(self.card("booking").locator(".ref")).to_be_visible()
        return self.card("booking").locator(".ref").inner_text()

    def sentences(self) -> list[str]:
        """What was said in reply, one entry a sentence, in order."""
        return self.log.locator(".say.them > span:not(.unseen)").all_inner_texts()
