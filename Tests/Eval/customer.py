"""A customer with a wish: what they do follows from what they are shown, so that any receptionist can be tried with them."""

import re
from datetime import datetime

import psycopg
from scenario import Action, Rule, Scenario
from snapshot import Rows, rows
from visit import Answer, Visit
from words import ASKS_TO_CANCEL, ASKS_WHICH, ASKS_WHICH_HALF, PHRASES, spoken

# So often in a row the same thing gets the same answer; then they give up.
INSISTENCE = 3
SPANS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


class Customer:
    def __init__(self, scenario: Scenario, visit: Visit, database: psycopg.Connection, before: Rows) -> None:
        self.scenario, self.visit, self.database, self.before = scenario, visit, database, before
        self.phrases = PHRASES[scenario.language]
        self.profile = {"name": "Dana Scott", "email": "dana@example.org"} | scenario.profile
        if "phone" in scenario.profile and "email" not in scenario.profile:
            del self.profile["email"]
        self.rules = [Rule(rule.event, rule.action, rule.always) for rule in scenario.rules]
        self.wants, self.wished = list(scenario.wants), set[str]()
        self.versions: dict[str, int] = dict.fromkeys(visit.business.references, 0)
        self.made = ""
        self.slot: dict | None = None
        self.met: list[str] = []
        self.has_left = False

    def converse(self) -> None:
        """From the first message until they leave."""
        self.visit.say(self.filled(self.scenario.opening))
        while not self.has_left and self.visit.turns < self.scenario.patience:
            answer = self.visit.answer
            event = self.event(answer)
            self.met.append(event)
            self.react(event, answer)

    # What an answer is to them.

    def event(self, answer: Answer) -> str:
        if card := answer.card("cancelled"):
            self.versions[card["reference"]] = card["sequence"]
            return "cancelled"
        if card := answer.card("booking"):
            return self.saw(card)
        if answer.card("slots"):
            self.slot = self.choice(answer)
            return "times" if self.slot else "unsuited"
        if card := answer.card("hold"):
            self.slot = card["slot"]
            return "held"
        if answer.card("form"):
            return "details"
        if answer.card("services"):
            return "services"
        return self.asked(answer.reply)

    def saw(self, card: dict) -> str:
        known, self.made = self.versions.get(card["reference"]), card["reference"]
        self.versions[card["reference"]] = card["sequence"]
        if known is None:
            return "booked"
        return "moved" if card["sequence"] > known else "found"

    def asked(self, reply: str) -> str:
        """Where no card says it, a few words do."""
        if ASKS_TO_CANCEL.search(reply):
            return "cancel?"
        if ASKS_WHICH.search(reply) and self.versions and not any(reference in reply for reference in self.versions):
            return "which?"
        if ASKS_WHICH_HALF.search(reply):
            return "half?"
        return "asked" if "?" in reply else "told"

    def choice(self, answer: Answer) -> dict | None:
        """The first time that suits, the best wish first."""
        slots = [slot for card in answer.cards if card["type"] == "slots" for slot in card["slots"]]
        wishes = self.scenario.picks
        if not wishes:
            return slots[0] if slots else None
        return next((slot for wish in wishes for slot in slots if local(slot) in wish), None)

    # What they do then.

    def react(self, event: str, answer: Answer) -> None:
        """Rules that say nothing come before the one that does; without any they do what most people would."""
        while rule := self.rule(event):
            rule.spent = not rule.always
            self.act(rule.action, answer)
            if rule.action.speaks or self.has_left:
                return
        if self.met[-INSISTENCE - 1 :].count(event) > INSISTENCE:
            self.has_left = True
        else:
            self.act(self.habit(event, answer), answer)

    def rule(self, event: str) -> Rule | None:
        return next((rule for rule in self.rules if rule.event in (event, "any") and not rule.spent), None)

    def habit(self, event: str, answer: Answer) -> Action:
        match event:
            case "times":
                return Action("press" if self.scenario.presses else "name")
            case "unsuited":
                return self.wish() if self.wants and self.wants[0] not in self.wished else Action("say", self.phrases["else"])
            case "held":
                return Action("details" if answer.card("form") else "yes")
            case "details":
                return Action("details")
            case "services":
                return self.wish()
            case "cancel?":
                return Action("yes")
            case "which?":
                return Action("say", self.which())
            case "half?":
                return Action("say", self.half())
            case "booked" | "moved" | "cancelled":
                return Action("farewell")
            case _:
                return self.wish()

    def wish(self) -> Action:
        """They say again what they came for, more plainly each time."""
        if not self.wants:
            return Action("farewell")
        wish = self.wants.pop(0) if len(self.wants) > 1 else self.wants[0]
        self.wished.add(wish)
        return Action("say", wish)

    def which(self) -> str:
        reference = (self.visit.business.references or [self.made])[0]
        return self.phrases["which"].format(reference=reference, email=self.profile.get("email", self.profile.get("phone")))

    def half(self) -> str:
        wishes = self.scenario.picks
        return self.phrases["afternoon" if wishes and wishes[0].times[0].hour >= 12 else "morning"]

    def act(self, action: Action, answer: Answer) -> None:
        match action.verb:
            case "say" | "yes" | "no" | "name" | "details":
                self.say(self.words(action, answer), action)
            case "press":
                slot = self.nth(answer, action.text)
                send = self.visit.say_twice if action.manner == "twice" else self.visit.say
                send(slot["label"], {"type": "slot", "slot": slot["id"]})
            case "wait":
                self.wait(action.text)
            case "lose":
                self.lose()
            case "resend":
                self.visit.say_again()
            case "farewell":
                self.visit.say(self.phrases["bye"])
                self.has_left = True
            case "leave":
                self.has_left = True

    def say(self, text: str, action: Action) -> None:
        if action.manner == "twice":
            self.visit.say_twice(text)
        elif action.manner == "beside":
            usual = self.words(self.habit(self.met[-1], self.visit.answer), self.visit.answer)
            self.visit.say_both(usual, text)
        else:
            self.visit.say(text)

    def words(self, action: Action, answer: Answer) -> str:
        match action.verb:
            case "name":
                return spoken(local(self.nth(answer, action.text)), self.scenario.language)
            case "details":
                return self.details(answer)
            case "yes" | "no":
                return self.phrases[action.verb]
            case _:
                return self.filled(action.text)

    def nth(self, answer: Answer, number: str) -> dict:
        card = answer.card("slots")
        return card["slots"][int(number) - 1] if number else self.slot

    def details(self, answer: Answer) -> str:
        """What the form asks for; an address comes by itself, as people write it."""
        form = answer.card("form")
        fields = form["fields"] if form else ["name", "email"]
        known = {"email": self.profile.get("email") or self.profile.get("phone")} | self.profile
        return ", ".join(known[field] for field in fields if known.get(field)) or self.phrases["yes"]

    def filled(self, text: str) -> str:
        text = text.replace("$made", self.made)
        references = self.visit.business.references
        text = re.sub(r"\$(\d)", lambda match: references[int(match[1]) - 1], text)
        return text.replace("$time", spoken(local(self.slot), self.scenario.language)) if self.slot else text

    def wait(self, span: str) -> None:
        self.database.execute("select holdfast.clock_move(%s::interval)", (f"{span[:-1]} {SPANS[span[-1]]}",))

    def lose(self) -> None:
        """Others take the time that they have in mind, and that stands from now on too."""
        business = self.visit.business
        card = self.visit.answer.card("slots")
        service = card["service"] if card else business.service(self.profile["service"])
        taken = business.lose(service, self.slot["start"])
        now = rows(self.database, business.id)
        bookings = [row for row in now["bookings"] if row["reference"] in taken]
        ids, people = {row["id"] for row in bookings}, {row["customer_id"] for row in bookings}
        self.before["bookings"] += bookings
        self.before["claims"] += [row for row in now["claims"] if row["booking_id"] in ids]
        self.before["customers"] += [row for row in now["customers"] if row["id"] in people]


def local(slot: dict) -> datetime:
    return datetime.fromisoformat(slot["start"]).replace(tzinfo=None)
