"""F12: many visitors want the same at the same instant: one slot, times that overlap, or one thing by one key."""

import asyncio
import uuid
from collections import Counter
from collections.abc import Callable

import pytest
from checker import diary_is_sound
from conftest import SOAK
from crowd import starts
from stack import Business, Stack
from wire import Answer, Wire

# Visitors, and how often they meet, for each kind of meeting: 10,000 rounds in all.
ROUNDS = {16: 3_000, 64: 300, 256: 34} if SOAK else {16: 6, 64: 2, 256: 1}


class Meeting:
    """One business, and visitors who stay connected from round to round."""

    def __init__(self, house: Stack, visitors: int) -> None:
        business = Business(house, "barber")
        self.service, self.house, self.starts = business.service()["id"], house, starts(business)
        self.wires = [Wire(house.port) for _ in range(visitors)]

    async def at_once(self, ask: Callable[[int], tuple[dict, str]]) -> list[Answer]:
        """Every visitor posts a hold of its own making: what it asks for, and under which key."""

        async def one(number: int) -> Answer:
            body, key = ask(number)
            while (answer := await self.post(number, body, key)).status == 503:
                await asyncio.sleep(float(answer.headers["retry-after"]))
            return answer

        return await asyncio.gather(*(one(number) for number in range(len(self.wires))))

    async def post(self, number: int, body: dict, key: str) -> Answer:
        """One try. Who waited more than a second in a full queue is asked to come back, and does."""
        return await self.wires[number].ask("POST", "/api/v1/barber/holds", {"service": self.service, **body}, key)

    async def release(self, hold: str) -> None:
        answer = await self.wires[0].ask("DELETE", f"/api/v1/barber/holds/{hold}", key=uuid.uuid4().hex)
        assert answer.status == 204

    def close(self) -> None:
        for wire in self.wires:
            wire.close()


def next_quarter(house: Stack, start: str) -> str:
    """A quarter of an hour later, which a haircut of half an hour overlaps."""
    with house.database() as database:
        return database.execute(
            "select to_char(%s::timestamptz + interval '15 minutes', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')", [start]
        ).fetchone()[0]


async def one_winner(meeting: Meeting, rounds: int, overlapping: bool) -> list[float]:
    seconds = []
    for number in range(rounds):
        start = meeting.starts[number % len(meeting.starts)]
        wanted = [start, next_quarter(meeting.house, start)] if overlapping else [start]
        answers = await meeting.at_once(lambda who, wanted=wanted: ({"start": wanted[who % len(wanted)]}, uuid.uuid4().hex))
        told = Counter(answer.status for answer in answers)
        assert told == {201: 1, 409: len(answers) - 1}, told
        assert {answer.json()["code"] for answer in answers if answer.status == 409} == {"slot_taken"}
        await meeting.release(next(answer.json()["id"] for answer in answers if answer.status == 201))
        seconds += [answer.seconds for answer in answers]
    return seconds


async def one_row(meeting: Meeting, rounds: int) -> list[float]:
    seconds = []
    for number in range(rounds):
        start, key = meeting.starts[number % len(meeting.starts)], uuid.uuid4().hex
        answers = await meeting.at_once(lambda _, start=start, key=key: ({"start": start}, key))
        assert {answer.status for answer in answers} == {201}
        assert len({answer.body for answer in answers}) == 1
        await meeting.release(answers[0].json()["id"])
        seconds += [answer.seconds for answer in answers]
    return seconds


async def meet(meeting: Meeting, rounds: int, kind: str) -> list[float]:
    try:
        if kind == "one key":
            return await one_row(meeting, rounds)
        return await one_winner(meeting, rounds, overlapping=kind == "overlapping times")
    finally:
        meeting.close()


@pytest.mark.parametrize("visitors", ROUNDS)
@pytest.mark.parametrize("kind", ["one slot", "overlapping times", "one key"])
def test_of_all_who_want_it_at_once_one_gets_it(house, visitors, kind):
    rounds = ROUNDS[visitors]
    seconds = sorted(asyncio.run(meet(Meeting(house, visitors), rounds, kind)))
    slowest = seconds[int(len(seconds) * 0.99)]
    print(f"{kind}, {visitors} visitors, {rounds} rounds: p99 {slowest * 1000:.0f} ms")
    assert not SOAK or visitors > 16 or slowest <= 0.25
    diary_is_sound(house)
