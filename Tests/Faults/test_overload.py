"""F16: visitors who send or read a byte at a time, and ten times as many as can be served. Slow ones cost a connection of
nginx and never a worker (slowhttptest's -B and -X); of too many some are told when to come back, and the others are served.
"""

import asyncio
import socket
import threading
import time
from collections.abc import Awaitable, Callable

import pytest
from checker import told_is_stored
from conftest import count
from crowd import Crowd
from stack import Stack, until

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
