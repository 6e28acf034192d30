"""Visitors who list, hold, book and release without pause, and remember every answer."""

import asyncio
import itertools
import threading
import uuid
from collections import Counter
from dataclasses import dataclass, field

from stack import Business, Stack, until
from wire import Answer, Wire

EXPECTED = (200, 201, 204, 409)


@dataclass
class Ledger:
    """What the visitors were told. A key stands in `unsure` where its answer was an error or never came."""

    statuses: Counter[int | str] = field(default_factory=Counter)
    held: dict[str, str] = field(default_factory=dict)
    booked: dict[str, str] = field(default_factory=dict)
    unsure: set[str] = field(default_factory=set)
    faults: list[tuple[float, int | str, str]] = field(default_factory=list)
    # Every answer: when it came, after how many seconds, with which status.
    times: list[tuple[float, float, int]] = field(default_factory=list)

    @property
    def failures(self) -> dict:
        return {status: count for status, count in self.statuses.items() if status not in EXPECTED}

    def slowest(self, share: float = 0.99) -> float:
        """The time within which this share of all answers came."""
        seconds = sorted(seconds for _, seconds, _ in self.times)
        return seconds[int(len(seconds) * share)]


def starts(business: Business, count: int = 2_000) -> list[str]:
    """Starts that don't overlap each other, from tomorrow on."""
    found: list[str] = []
    end = ""
    for slot in business.slots(after_days=1, days=60):
        if slot["start"] >= end:
            found.append(slot["start"])
            end = slot["end"]
    return found[:count]


class Crowd:
    """The visitors of one business, on a thread of their own while the `with` lasts."""

    def __init__(self, house: Stack, visitors: int = 8, pause: float = 0.0) -> None:
        self.house, self.visitors, self.pause = house, visitors, pause
        business = Business(house, "barber")
        self.service, self.starts = business.service()["id"], starts(business)
        self.ledger = Ledger()
        self.over = threading.Event()
        with house.database() as database:
            self.since = database.execute("select coalesce(max(id), 0) from bookings").fetchone()[0]
        self.thread = threading.Thread(target=lambda: asyncio.run(self.run()), daemon=True)

    def __enter__(self) -> Ledger:
        self.thread.start()
        try:
            until(lambda: len(self.ledger.held) > self.visitors, 20, "the visitors came")
        except AssertionError:
            self.__exit__()
            raise
        return self.ledger

    def __exit__(self, *_) -> None:
        self.over.set()
        self.thread.join()

    async def run(self) -> None:
        await asyncio.gather(*(self.visit(number) for number in range(self.visitors)))

    async def visit(self, number: int) -> None:
        wire, mine = Wire(self.house.port), itertools.cycle(self.starts[number :: self.visitors])
        for turn in itertools.count():
            if self.over.is_set():
                break
            await self.ask(wire, "GET", "/services")
            key, start = uuid.uuid4().hex, next(mine)
            answer = await self.ask(wire, "POST", "/holds", {"service": self.service, "start": start}, key)
            if answer is not None and answer.status == 201:
                await self.settle(wire, key, answer.json()["id"], turn)
            await asyncio.sleep(self.pause)
        wire.close()

    async def settle(self, wire: Wire, key: str, hold: str, turn: int) -> None:
        """Every fourth hold is booked and cancelled, a few run out, the others are given back."""
        self.ledger.held[key] = hold
        if turn % 4 == 1:
            await self.book(wire, hold)
        elif turn % 16:
            await self.ask(wire, "DELETE", f"/holds/{hold}", key=uuid.uuid4().hex)

    async def book(self, wire: Wire, hold: str) -> None:
        key = uuid.uuid4().hex
        email = f"{key}@example.com"
        booked = await self.ask(wire, "POST", "/bookings", {"hold": hold, "customer": {"name": "Ada Byron", "email": email}}, key)
        if booked is None or booked.status != 201:
            return
        reference = self.ledger.booked[key] = booked.json()["reference"]
        await self.ask(wire, "POST", f"/bookings/{reference}/cancel", {"email": email}, uuid.uuid4().hex)

    async def ask(self, wire: Wire, method: str, path: str, body: object = None, key: str | None = None) -> Answer | None:
        ledger, loop = self.ledger, asyncio.get_running_loop()
        try:
            answer = await wire.ask(method, f"/api/v1/barber{path}", body, key)
        except (OSError, EOFError) as fault:
            answer, status, text = None, type(fault).__name__, str(fault)
        else:
            status, text = answer.status, answer.body.decode(errors="replace")
            ledger.times.append((loop.time(), answer.seconds, status))
        ledger.statuses[status] += 1
        if status not in EXPECTED:
            ledger.faults.append((loop.time(), status, text))
            if key is not None:
                ledger.unsure.add(key)
        return answer
