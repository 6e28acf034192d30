"""Whole conversations by text and by call, each of whose webhooks is then delivered three times at once, and again a day later: the
database stays as it is, and each is answered as it was."""

import re
import time
from collections.abc import Callable

import psycopg
import pytest
from phone import Network, Phone
from psycopg import sql
from stack import Stack, until

# What moves by itself, or counts how often somebody tries.
RESTLESS = {"clock", "tries", "functions", "migrations"}


@pytest.fixture(scope="module")
def stack():
    """A house of its own: in others calendars are read in between, by the house itself."""
    with Stack() as house:
        yield house


def digests(database: psycopg.Connection) -> dict[str, str]:
    """Every table of the house, as one text each; of jobs those that aren't the house's own upkeep."""
    names = [
        name for (name,) in database.execute("select relname from pg_class where relnamespace = 'holdfast'::regnamespace and relkind = 'r'")
    ]
    one = sql.SQL("select {}, md5(string_agg(t::text, '|' order by t::text)) from holdfast.{} t where {}")
    upkeep = {"jobs": sql.SQL("tenant_id is not null and state <> 'done'")}
    kept = sorted(set(names) - RESTLESS)
    parts = [one.format(sql.Literal(name), sql.Identifier(name), upkeep.get(name, sql.SQL("true"))) for name in kept]
    return dict(database.execute(sql.SQL(" union all ").join(parts)).fetchall())


def settled(database: psycopg.Connection) -> dict[str, str]:
    """The tables once nothing moves any more: no job is due that somebody does, and three looks are the same."""
    looks = [digests(database)]
    due = "select count(*) from jobs where state in ('waiting', 'running') and run_at <= holdfast.now()"

    def is_still() -> bool:
        time.sleep(0.2)
        looks.append(digests(database))
        return looks[-3:] == [looks[-1]] * 3 and database.execute(due).fetchone() == (0,)

    until(is_still, 30, "the house comes to rest")
    return looks[-1]


def by_text(house: Stack) -> list[str]:
    phone = Phone(house, "+19175550161", "barber")
    for words in ("Hello", "a haircut tomorrow at 3 pm", "Dana Scott", "can you move it to 4 pm", "cancel my appointment", "yes"):
        phone.ask(words)
    for words in ("STOP", "START"):
        phone.text(words)
    return [message["sid"] for message in phone.network.messages(phone.number)]


def by_call(house: Stack) -> list[str]:
    call = Phone(house, "+19175550162", "barber").call()
    call.silence()
    for words in ("I would like a haircut tomorrow at 6 pm", "Dana Scott", "yes", "please move it to 6:30 pm", "yes"):
        call.say(words)
    assert "It is moved" in call.heard, call.said
    call.press("3")
    call.press("1")
    call.hang_up(seconds=90)
    return [call.sid]


CONVERSATIONS: list[Callable[[Stack], list[str]]] = [by_text, by_call]


def told(exchange: dict) -> tuple:
    """What an answer says; where it lies is a time of day or an id of a request, it is left out."""
    return exchange["status"], exchange["type"], re.sub(r'"request_id":"\w+"', "", exchange["answer"] or "")


@pytest.mark.parametrize("conversation", CONVERSATIONS, ids=lambda it: it.__name__)
def test_each_delivery_repeated_changes_nothing_and_is_answered_alike(stack, conversation):
    network = Network(stack)
    sids = conversation(stack)
    recorded = [exchange for sid in sids for exchange in network.exchanges(about=sid, direction="webhook")]
    assert recorded
    with stack.database() as database:
        before = settled(database)
        for exchange in recorded:
            answers = network.replay_at_once(exchange["id"])
            assert {told(answer) for answer in answers} == {told(exchange)}, exchange["url"]
        assert changed(before, settled(database)) == []
        stack.command("clock", "+1d")
        try:
            before = settled(database)
            for exchange in recorded:
                assert told(network.replay(exchange["id"])) == told(exchange), exchange["url"]
            assert changed(before, settled(database)) == []
        finally:
            stack.command("clock", "-1d")


def changed(before: dict[str, str], after: dict[str, str]) -> list[str]:
    return [name for name in after if before.get(name) != after[name]]
