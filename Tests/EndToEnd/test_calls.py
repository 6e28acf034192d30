"""Whole calls through nginx and the pools, as a caller hears them and as the database holds them afterwards."""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from phone import Call, Phone
from stack import Stack, until

NUMBERS = (f"+1917555{number:04d}" for number in itertools.count(3100))
BOOKING = ["say I'd like a haircut tomorrow at 2 pm", "say Dana Scott", "press 1"]


def play(call: Call, steps: list[str]) -> str:
    for step in steps:
        action, _, words = step.partition(" ")
        getattr(call, action)(*([words] if words else []))
    return call.heard


def ended(stack: Stack, sid: str) -> str:
    """What became of a call, once the jobs have settled it."""
    with stack.database() as database:
        outcome = lambda: database.execute("select outcome from holdfast.calls where sid = %s", [sid]).fetchone()[0]  # noqa: E731
        until(lambda: outcome() is not None, 15, "the call is settled")
        return outcome()


def bookings(stack: Stack, number: str) -> list[str]:
    with stack.database() as database:
        rows = database.execute("select status from holdfast.bookings where customer_phone = %s order by id", [number])
        return [status for (status,) in rows]


def told(stack: Stack, sid: str) -> list[str]:
    """What the owner was told of a call."""
    with stack.database() as database:
        rows = database.execute(
            "select m.body from holdfast.messages m join holdfast.calls c on c.tenant_id = m.tenant_id and m.once = 'call:' || c.id"
            " where c.sid = %s",
            [sid],
        )
        return [body for (body,) in rows]


def test_a_caller_books_then_moves_and_cancels_in_later_calls(stack):
    phone = Phone(stack, next(NUMBERS), "barber")
    call = phone.call()
    assert "automated assistant" in call.heard
    assert "for Dana Scott. Is that right? Press 1 for yes" in play(call, BOOKING[:2]), call.said
    assert bookings(stack, phone.number) == []
    assert "You are booked" in play(call, BOOKING[2:]), call.said
    call.say("no thanks, bye")
    assert call.ended and ended(stack, call.sid) == "booked"
    move = phone.call()
    move.say("I'd like to move my appointment")
    assert "Is that right?" in move.say("tomorrow at 5 pm"), move.said
    assert "It is moved" in move.press("1"), move.said
    move.hang_up()
    assert ended(stack, move.sid) == "moved"
    cancel = phone.call()
    assert "Shall I cancel it?" in cancel.press("3"), cancel.said
    assert "is cancelled" in cancel.press("1"), cancel.said
    cancel.hang_up()
    assert (ended(stack, cancel.sid), bookings(stack, phone.number)) == ("cancelled", ["cancelled"])


@pytest.mark.parametrize("turns", range(len(BOOKING)))
def test_who_hangs_up_is_told_of_and_keeps_what_was_said(stack, turns):
    phone = Phone(stack, next(NUMBERS), "barber")
    call = phone.call()
    play(call, BOOKING[:turns])
    call.hang_up(seconds=5)
    assert ended(stack, call.sid) == ("broken_off" if turns else "missed")
    shown = f"(917) 555-{phone.number[-4:]}"
    words = f", they said '{BOOKING[0][4:]}'." if turns else "."
    assert told(stack, call.sid) == [f"Missed {'booking attempt' if turns else 'call'} from {shown}{words}"]


def test_keys_alone_book(stack):
    phone = Phone(stack, next(NUMBERS), "barber")
    call = phone.call()
    for _ in range(8):
        if "You are booked" in call.press("1"):
            break
    assert "You are booked" in call.heard, call.said
    call.hang_up()
    assert bookings(stack, phone.number) == ["confirmed"]


@pytest.mark.parametrize(
    "fails", [lambda call: call.silence(), lambda call: call.say("xyzzy plugh frobnicate")], ids=["silence", "nonsense"]
)
def test_what_is_not_heard_is_asked_again_in_other_words_then_otherwise(stack, fails):
    call = Phone(stack, next(NUMBERS), "barber").call()
    first, second = fails(call), fails(call)
    assert first != second and "Can I text you instead?" in second, call.said
    assert "let us try again" in call.press("2")
    call.hang_up()


def test_who_cannot_be_heard_goes_on_by_text_with_what_was_said(stack):
    phone = Phone(stack, next(NUMBERS), "barber")
    call = phone.call()
    call.say("I'd like a haircut tomorrow at 9 pm")
    call.silence()
    assert "Can I text you instead?" in call.silence(), call.said
    call.press("1")
    assert call.ended and ended(stack, call.sid) == "texted", call.said
    assert "You have just called us" in phone.next_text()["body"]
    assert "booked" in phone.ask("Dana Scott")
    assert bookings(stack, phone.number) == ["confirmed"]


def test_who_gets_no_texts_is_offered_none(stack):
    phone = Phone(stack, next(NUMBERS), "barber")
    phone.text("STOP")
    call = phone.call()
    call.say("xyzzy plugh frobnicate")
    assert "text you" not in call.say("xyzzy plugh frobnicate")
    call.hang_up()


@contextmanager
def owners_phone(stack: Stack, number: str) -> Iterator[None]:
    """The business's people can be rung up."""
    own = "tenant_id = (select id from holdfast.tenants where slug = 'barber')"
    with stack.database() as database:
        database.execute(
            "insert into holdfast.phone_settings (tenant_id, owner_phone) select id, %s from holdfast.tenants where slug = 'barber'"
            " on conflict (tenant_id) do update set owner_phone = excluded.owner_phone",
            [number],
        )
        try:
            yield
        finally:
            database.execute(f"update holdfast.phone_settings set owner_phone = null where {own}")


def test_a_person_is_rung_up_on_request_and_takes_over(stack):
    with owners_phone(stack, "+442079460999"):
        call = Phone(stack, next(NUMBERS), "barber").call()
        call.say("a person, please")
        assert call.waiting["for"] == "dial" and "+442079460999" in str(call.waiting), call.waiting
        call.answer_dial("answered", 40)
        assert call.ended and ended(stack, call.sid) == "transferred"


@pytest.mark.parametrize("outcome", ["no-answer", "busy", "failed"])
def test_where_nobody_answers_a_message_is_taken(stack, outcome):
    with owners_phone(stack, "+442079460999"):
        call = Phone(stack, next(NUMBERS), "barber").call()
        call.press("0")
        assert "What should I tell them?" in call.answer_dial(outcome), call.said
        call.say("My boiler is leaking")
        call.hang_up()
        assert ended(stack, call.sid) == "message"
        with stack.database() as database:
            kept = "select count(*) from holdfast.messages where body like '%My boiler is leaking%'"
            assert database.execute(kept).fetchone()[0] >= 1


def test_a_withheld_number_can_call(stack):
    call = Phone(stack, None, "barber").call()
    play(call, ["say I'd like a haircut tomorrow at 7 pm", "say Dana Scott"])
    assert "What is your phone number?" in call.heard, call.said
    assert "Is that right?" in call.press("02079460991"), call.said
    call.press("1")
    call.hang_up()
    assert bookings(stack, "+442079460991") == ["confirmed"]
