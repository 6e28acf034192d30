"""Clients in threads that ask without pause and count every answer that is not the one they wanted."""

import http.client
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit


@dataclass
class Ask:
    address: str
    method: str = "GET"
    body: bytes = b""
    key: str = ""

    def headers(self) -> dict[str, str]:
        return {"Content-Type": "application/json"} | ({"Idempotency-Key": self.key} if self.key else {})


@dataclass
class Tally:
    good: int = 0
    # What each failed request got: a status, or the name of an error.
    failed: list[str] = field(default_factory=list)
    slowest: float = 0.0


class Crowd:
    """So many clients, each on a kept connection, from entering the block until leaving it."""

    def __init__(self, clients: int, make: Callable[[int], Ask], pause: float = 0.0) -> None:
        self.make, self.pause = make, pause
        self.tally, self.lock, self.number = Tally(), threading.Lock(), 0
        self.over = threading.Event()
        self.threads = [threading.Thread(target=self.ask) for _ in range(clients)]

    def __enter__(self) -> "Crowd":
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        for thread in self.threads:
            thread.join()

    def ask(self) -> None:
        connection: http.client.HTTPConnection | None = None
        while not self.over.is_set():
            with self.lock:
                self.number += 1
                number = self.number
            ask = self.make(number)
            parts = urlsplit(ask.address)
            connection = connection or http.client.HTTPConnection(parts.netloc, timeout=30)
            began = time.perf_counter()
            outcome = self.outcome(connection, ask, f"{parts.path}?{parts.query}")
            self.count(outcome, time.perf_counter() - began)
            if not outcome.isdigit():
                connection = None
            self.over.wait(self.pause) if self.pause else None
        if connection:
            connection.close()

    def outcome(self, connection: http.client.HTTPConnection, ask: Ask, path: str) -> str:
        try:
            connection.request(ask.method, path, ask.body or None, ask.headers())
            answer = connection.getresponse()
            answer.read()
            return str(answer.status)
        except (OSError, http.client.HTTPException) as error:
            with suppress(OSError):
                connection.close()
            return type(error).__name__

    def count(self, outcome: str, seconds: float) -> None:
        with self.lock:
            self.tally.slowest = max(self.tally.slowest, seconds)
            if outcome in ("200", "201"):
                self.tally.good += 1
            else:
                self.tally.failed.append(outcome)
