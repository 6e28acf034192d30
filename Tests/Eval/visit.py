"""One conversation over the chat's public door."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import door
from business import Business
from words import claims

# What must stand in the diary where it is said.
STANDS = {
    "booked": "status in ('confirmed', 'pending')",
    "moved": "status in ('confirmed', 'pending') and version > 0",
    "cancelled": "status = 'cancelled'",
}


@dataclass(frozen=True)
class Answer:
    reply: str
    cards: list[dict]

    def card(self, kind: str) -> dict | None:
        return next((card for card in self.cards if card["type"] == kind), None)


@dataclass
class Visit:
    """What was said, and what was claimed in it that no row bore out."""

    business: Business
    conversation: str | None = None
    log: list[str] = field(default_factory=list)
    replies: list[str] = field(default_factory=list)
    lies: list[str] = field(default_factory=list)
    turns: int = 0
    last: dict | None = None
    answer: Answer | None = None

    def say(self, text: str, action: dict | None = None) -> Answer:
        self.last = self.body(text, action)
        (self.answer,) = self.post([self.last])
        return self.answer

    def say_twice(self, text: str, action: dict | None = None) -> Answer:
        """A button pressed twice: the same message under the same id, at once."""
        self.last = self.body(text, action)
        self.answer, other = self.post([self.last, self.last])
        if other != self.answer:
            self.lies.append("one message was answered in two ways")
        return self.answer

    def say_both(self, first: str, second: str) -> Answer:
        """Two messages at once. The answer to go on from is the one that shows more."""
        answers = self.post([self.body(first, None), self.body(second, None)])
        self.answer = max(answers, key=lambda answer: len(answer.cards))
        return self.answer

    def say_again(self) -> None:
        """The same message once more, as a widget sends it that saw no end of the answer."""
        (answer,) = self.post([self.last])
        if answer != self.answer:
            self.lies.append("a message that was sent again was answered in another way")

    def body(self, text: str, action: dict | None) -> dict:
        body = {"conversation": self.conversation, "message_id": uuid.uuid4().hex, "message": text, "timezone": "Europe/Berlin"}
        return body | ({"action": action} if action else {})

    def post(self, bodies: list[dict]) -> list[Answer]:
        with ThreadPoolExecutor(len(bodies)) as pool:
            answers = list(pool.map(self.send, bodies))
        for body, answer in zip(bodies, answers, strict=True):
            self.note(body["message"], answer)
        return answers

    def send(self, body: dict) -> Answer:
        answer = door.post(f"{self.business.root}/chat", body)
        assert answer.status_code == 200, f"{answer.status_code}: {answer.text}"
        told = answer.json()
        self.conversation = told["conversation"]
        return Answer(told["reply"], told["cards"])

    def note(self, message: str, answer: Answer) -> None:
        self.turns += 1
        self.replies.append(answer.reply)
        shown = "".join(f" [{card['type']}]" for card in answer.cards)
        self.log += [f"> {message}", f"  {answer.reply}{shown}"]
        self.lies += [f"said {claim} without a row: {answer.reply}" for claim in claims(answer.reply) if not self.stands(claim)]
        self.lies += [f"showed what is not so: {card['reference']}" for card in answer.cards if not self.is_true(card)]

    def stands(self, claim: str) -> bool:
        """Whether a booking that this conversation made, or that it may have asked about, has come to that."""
        condition = f"{STANDS[claim]} and (conversation = %s or reference = any (%s))"
        return self.found(condition, self.conversation, self.business.references)

    def is_true(self, card: dict) -> bool:
        """A booking's card says what its row says; later answers may have changed it since."""
        if card["type"] not in ("booking", "cancelled"):
            return True
        return self.found(
            "reference = %s and (version > %s or status = %s and start_at = %s::timestamptz)",
            *(card["reference"], card["sequence"], card["status"], card["start"]),
        )

    def found(self, condition: str, *values) -> bool:
        query = f"select from bookings where tenant_id = %s and {condition}"
        return self.business.database.execute(query, (self.business.id, *values)).fetchone() is not None
