"""Whole conversations by text: from the telephone network's webhook through nginx and the pools to what is to be sent back."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count

import psycopg
import pytest
from phone import Network, Phone
from stack import until

NUMBERS = (f"+1917555{n:04}" for n in count(110))
SPEECH = {
    "en": "Hello, I would like to book a Cleaning",
    "es": "Hola, quiero reservar una cita para Cleaning",
    "fr": "Bonjour, je voudrais un rendez-vous pour Cleaning",
    "de": "Guten Tag, ich möchte einen Termin für Cleaning buchen",
    "pt": "Olá, quero marcar um horário para Cleaning",
}


class Texter:
    """Somebody who texts, and what the house has to say to them."""

    def __init__(self, house, business: str = "demo") -> None:
        self.phone = Phone(house, next(NUMBERS), business)
        self.house = house
        self.heard = 0

    def all(self, what: str) -> list[tuple]:
        with self.house.database() as database:
            return database.execute(what, {"number": self.phone.number}).fetchall()

    def answers(self) -> list[str]:
        found = self.all("select body from holdfast.texts_out where recipient = %(number)s and kind in ('reply', 'keyword') order by id")
        return [body for (body,) in found]

    def bookings(self) -> list[tuple]:
        return self.all("select status, start_at from holdfast.bookings where customer_phone = %(number)s order by id")

    def next(self, seconds: float = 20) -> str:
        until(lambda: len(self.answers()) > self.heard, seconds, "an answer is to be sent")
        self.heard += 1
        return self.answers()[self.heard - 1]

    def ask(self, body: str, **how: object) -> str:
        self.phone.text(body, **how)
        return self.next()

    def book(self, opening: str = SPEECH["en"], **how: object) -> str:
        offered = self.ask(opening, **how)
        assert "\n1) " in offered and "\n2) " in offered
        self.ask("1", **how)
        return self.ask("Dana Scott", **how)


@pytest.fixture
def texter(stack) -> Texter:
    return Texter(stack)


@pytest.mark.parametrize("language", SPEECH)
def test_a_booking_by_text_is_made_in_every_language(texter, language):
    assert "/m" in texter.book(SPEECH[language])
    assert [status for status, _ in texter.bookings()] == ["confirmed"]
    told = texter.all("select kind from holdfast.texts_out where recipient = %(number)s and kind in ('booked', 'requested')")
    assert told == []


def test_a_booking_is_moved_and_cancelled_by_whoever_made_it(texter):
    texter.book()
    before = texter.bookings()[0][1]
    offered = texter.ask("can I move my appointment to another day?")
    if "\n1) " not in offered:
        offered = texter.ask("the soonest, please")
    texter.ask("2")
    assert texter.bookings()[0][1] != before
    assert "Shall I cancel it?" in texter.ask("CANCEL please")
    texter.ask("yes")
    assert [status for status, _ in texter.bookings()] == ["cancelled"]


def test_who_asks_for_silence_hears_nothing_until_they_come_back(texter):
    texter.ask("hello")
    assert "no more texts" in texter.ask("please stop texting me")
    texter.phone.text("a cleaning tomorrow")
    until(lambda: texter.all("select 1 from holdfast.messages where contact = %(number)s"), 10, "the owner has the words")
    assert len(texter.answers()) == texter.heard
    texter.ask("START")
    assert "\n1) " in texter.ask(SPEECH["en"])


def test_whatsapp_is_a_conversation_of_its_own(texter):
    texter.ask("hello")
    texter.book(whatsapp=True)
    channels = texter.all("select distinct channel from holdfast.conversations where peer = %(number)s order by channel")
    assert channels == [("sms",), ("whatsapp",)]


def test_texts_that_come_at_once_are_answered_each_in_its_order(texter):
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(texter.phone.text, ["hello", "what does a cleaning cost?", "when are you open?"]))
    for _ in range(3):
        texter.next()
    asked = texter.all("""select i.sid from holdfast.texts_in i join holdfast.conversations c on c.id = i.conversation_id
        where c.peer = %(number)s order by i.id""")
    answered = texter.all("""select t.message_key from holdfast.turns t join holdfast.conversations c on c.id = t.conversation_id
        where c.peer = %(number)s order by t.closed_at""")
    assert asked == answered and len(asked) == 3


def test_a_delivery_that_comes_again_is_answered_once(stack, texter):
    exchange = texter.phone.text("hello")["exchange"]
    texter.next()
    answers = Network(stack).replay_at_once(exchange["id"], 3)
    assert {each["answer"] for each in answers} == {exchange["answer"]}
    assert len(texter.answers()) == 1


@pytest.fixture
def stuck(stack) -> Iterator[psycopg.Connection]:
    """Turns get as far as what they would show, and no further until this is closed."""
    with stack.database() as database:
        database.autocommit = False
        database.execute("lock table holdfast.turn_events in exclusive mode")
        yield database


def test_a_worker_that_is_killed_in_the_middle_of_a_turn_leaves_it_to_another(stack, texter, stuck):
    texter.phone.text(SPEECH["en"])

    def holders() -> list[int]:
        held = texter.all("""select t.lease_worker from holdfast.turns t join holdfast.conversations c on c.id = t.conversation_id
            where c.peer = %(number)s and t.closed_at is null and t.lease_until > clock_timestamp()""")
        return [int(worker.rsplit("-", 1)[1]) for (worker,) in held]

    until(lambda: bool(holders()), 10, "somebody has the turn")
    stack.kill_worker(holders()[0])
    stuck.rollback()
    assert "\n1) " in texter.next(15)
    assert len(texter.answers()) == 1
