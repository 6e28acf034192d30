"""F16: visitors who send or read a byte at a time, and ten times as many as can be served. Slow ones cost a connection of
nginx and never a worker (slowhttptest's -B and -X); of too many some are told when to come back, and the others are served.
"""

import asyncio
import random
import socket
import threading
import time
from collections.abc import Awaitable, Callable

import pytest
from checker import told_is_stored
from conftest import count
from crowd import Crowd
from stack import Stack, until
from wire import Answer, Wire

HEAD = b"POST /api/v1/barber/holds HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n"
FROM, TO = (time.strftime("%Y-%m-%d", time.gmtime(time.time() + days * 86_400)) for days in (1, 60))
MUCH = f"GET /api/v1/barber/slots?service=6&from={FROM}&to={TO} HTTP/1.1\r\nHost: x\r\n\r\n".encode()


async def slow_head(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"GET /api/v1/barber/services HTTP/1.1\r\n")
    while True:
        writer.write(b"X: y\r\n")
        await asyncio.sleep(0.5)


async def slow_body(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(HEAD)
    while True:
        writer.write(b" ")
        await asyncio.sleep(0.5)


async def slow_reader(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Asks for half a megabyte and takes next to nothing of it."""
    writer.transport.pause_reading()
    writer.write(MUCH)
    await asyncio.sleep(3600)


# How many there are of each kind: what the readers ask for is work too, and done before the others come.
MANNERS = {slow_head: 200, slow_body: 200, slow_reader: 40}


async def visit(house: Stack, manner: Callable[..., Awaitable[None]]) -> None:
    narrow = socket.socket()
    narrow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
    narrow.connect(("127.0.0.1", house.port))
    reader, writer = await asyncio.open_connection(sock=narrow)
    try:
        await manner(reader, writer)
    except ConnectionError:
        """nginx has had enough of this one."""
    finally:
        writer.close()


async def slow_visitors(house: Stack, manner: Callable[..., Awaitable[None]], over: threading.Event) -> None:
    tasks = [asyncio.create_task(visit(house, manner)) for _ in range(MANNERS[manner])]
    while not over.is_set():
        await asyncio.sleep(0.05)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def answered(house: Stack) -> int:
    return (house.run_dir / "log/serve.log").read_text().count('"event":"request"')


@pytest.mark.parametrize("manner", MANNERS)
def test_two_hundred_slow_visitors_are_in_nobodys_way(house, manner):
    workers, over, before = house.workers(), threading.Event(), answered(house)
    crowd = Crowd(house, visitors=4, pause=0.01)
    slow = threading.Thread(target=lambda: asyncio.run(slow_visitors(house, manner, over)))
    slow.start()
    try:
        if manner is slow_reader:
            until(lambda: answered(house) >= before + MANNERS[manner], 20, "the workers have answered the slow readers")
        with crowd as ledger:
            time.sleep(count(3, 60))
    finally:
        over.set()
        slow.join()
    assert ledger.failures == {}, ledger.faults[:3]
    assert ledger.slowest() < 1, "no worker waited for a slow visitor"
    assert house.workers() == workers
    told_is_stored(house, crowd)


class Rush:
    """Visitors who each ask once in a while, or as soon as they were answered."""

    def __init__(self, house: Stack, visitors: int) -> None:
        self.wires = [Wire(house.port) for _ in range(visitors)]
        self.answers: list[tuple[float, Answer]] = []

    def ask(self, seconds: float, every: float = 0) -> "Rush":
        asyncio.run(self.run(seconds, every))
        return self

    async def run(self, seconds: float, every: float) -> None:
        self.end = time.monotonic() + seconds
        await asyncio.gather(*(self.visit(wire, every) for wire in self.wires))

    async def visit(self, wire: Wire, every: float) -> None:
        await asyncio.sleep(random.random() * every)
        while time.monotonic() < self.end:
            answer = await wire.ask("GET", f"/api/v1/barber/slots?service=6&from={FROM}&to={TO}")
            self.answers.append((time.monotonic(), answer))
            await asyncio.sleep(max(0.0, every - answer.seconds))
        wire.close()

    def within(self, seconds: float) -> list[Answer]:
        """What came in its last seconds."""
        return [answer for at, answer in self.answers if self.end - seconds < at <= self.end]

    def served_a_second(self, seconds: float) -> float:
        return sum(answer.status == 200 for answer in self.within(seconds)) / seconds


def slowest(answers: list[Answer], share: float = 0.99) -> float:
    """The time within which this share of those who were served had their answer."""
    seconds = sorted(answer.seconds for answer in answers if answer.status == 200)
    return seconds[int(len(seconds) * share)]


def test_of_ten_times_too_many_as_many_are_served_as_ever_and_none_of_them_late(house):
    """As many as ever: what the machine gave to as many as it can serve, just before and just after."""
    workers, seconds, usual = house.workers(), count(4, 58), Rush(house, 8).ask(2)
    before = usual.served_a_second(2)
    crowd = Rush(house, int(before * 10)).ask(seconds + 2, every=1)
    most = min(before, Rush(house, 8).ask(2).served_a_second(2))
    served, told = crowd.served_a_second(seconds), crowd.within(seconds)
    late = slowest(told)
    print(f"{most:.0f}/s at most, {len(crowd.wires)}/s asked, {served:.0f}/s served, p99 {late:.2f} s")
    assert {answer.status for answer in told} == {200, 503}
    assert all(answer.headers["retry-after"] for answer in told if answer.status == 503)
    assert served >= 0.8 * most
    # Nobody is served who waited for more than a second; whoever is takes as long as ever from then on.
    assert late <= 1 + max(1, slowest(usual.within(2)))
    assert house.workers() == workers
