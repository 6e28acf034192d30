"""Clients that ask without pause, each as nginx does: where no answer came it asks again, up to three times."""

import asyncio
import threading
import time
from collections import Counter
from dataclasses import dataclass

from fastcgi import Answer, get

TRIES = 3


@dataclass
class Asked:
    """One request, with all its tries."""

    began: float
    seconds: float
    tries: int
    answer: Answer


class Load:
    """The clients of one house, on a thread of their own while the `with` lasts.

    A request is lost when no try of it was answered to its end. Whoever is turned away with a 503 pauses, as `Retry-After` asks for,
    but shorter.
    """

    def __init__(self, house, clients: int = 4, path: str = "/hello", pause: float = 0.0):
        self.socket, self.clients, self.path, self.pause = str(house.folder / "test.sock"), clients, path, pause
        self.asked: list[Asked] = []
        self.over = threading.Event()
        self.thread = threading.Thread(target=lambda: asyncio.run(self._run()))

    def __enter__(self) -> "Load":
        self.thread.start()
        return self

    def __exit__(self, *_) -> None:
        self.over.set()
        self.thread.join()

    @property
    def lost(self) -> list[Asked]:
        return [asked for asked in self.asked if not asked.answer.ended]

    @property
    def statuses(self) -> Counter:
        return Counter(asked.answer.status for asked in self.asked)

    def answered(self, status: int = 200, since: float = 0.0) -> list[Asked]:
        return [asked for asked in self.asked if asked.answer.status == status and asked.began >= since]

    def rate(self, status: int = 200) -> float:
        """Answers of a status in a second, from the first question to the last answer."""
        began, ended = min(one.began for one in self.asked), max(one.began + one.seconds for one in self.asked)
        return len(self.answered(status)) / (ended - began)

    async def _run(self) -> None:
        await asyncio.gather(*(self._client(number) for number in range(self.clients)))

    async def _client(self, number: int) -> None:
        count = 0
        while not self.over.is_set():
            count += 1
            asked = await self._ask(f"{number}-{count}")
            self.asked.append(asked)
            await asyncio.sleep(self.pause if asked.answer.status != 503 else 0.5)

    async def _ask(self, name: str) -> Asked:
        began, tries, answer = time.monotonic(), 0, Answer(b"")
        content = get(self.path, REQUEST_ID=name, REQUEST_ARRIVED=f"{time.time():.3f}")
        while tries < TRIES and not answer.ended:
            tries += 1
            answer = Answer(await self._try(content))
        assert answer.headers.get("X-Request-Id", name) == name
        return Asked(began, time.monotonic() - began, tries, answer)

    async def _try(self, content: bytes) -> bytes:
        try:
            reader, writer = await asyncio.open_unix_connection(self.socket)
        except OSError:
            return b""
        try:
            writer.write(content)
            return await reader.read()
        except OSError:
            return b""
        finally:
            writer.close()


def slowest(asked: list[Asked], share: float = 1.0) -> float:
    """The time within which this share of the requests was answered."""
    return sorted(one.seconds for one in asked)[int(len(asked) * share) - 1]
