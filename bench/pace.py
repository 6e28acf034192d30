"""An open loop: requests leave at their time whether or not earlier ones have been answered, and are timed from when they should have
left, so that a stall counts for everybody who would have met it."""

import selectors
import socket
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit


@dataclass
class Paced:
    milliseconds: list[float] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)

    def percentile(self, share: float) -> float:
        ordered = sorted(self.milliseconds)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


class Line:
    """One kept connection with at most one request on it."""

    def __init__(self, address: tuple[str, int]) -> None:
        self.socket = socket.create_connection(address)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.due, self.bytes = 0.0, b""

    def send(self, request: bytes, due: float) -> None:
        self.due, self.bytes = due, b""
        self.socket.sendall(request)

    def receive(self) -> int | None:
        """The status once the answer is whole."""
        taken = self.socket.recv(65_536)
        assert taken, "the connection was closed"
        self.bytes += taken
        head, found, body = self.bytes.partition(b"\r\n\r\n")
        if not found:
            return None
        lower = head.lower()
        at = lower.find(b"content-length:")
        whole = body.endswith(b"0\r\n\r\n") if at < 0 else len(body) >= int(lower[at + 15 :].split(b"\r\n")[0])
        return int(head[9:12]) if whole or head[9:12] == b"204" else None


def request(address: str, method: str, body: bytes = b"") -> bytes:
    parts = urlsplit(address)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    fields = f"{method} {path} HTTP/1.1\r\nHost: {parts.netloc}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    return fields.encode() + body


class Pacer:
    """One thread and its connections; `make` gives the bytes of each request."""

    def __init__(self, base: str, make: Callable[[int], bytes], lines: int = 64) -> None:
        parts = urlsplit(base)
        assert parts.hostname and parts.port
        self.make, self.result, self.number = make, Paced(), 0
        self.lines = [Line((parts.hostname, parts.port)) for _ in range(lines)]
        self.free = deque(self.lines)
        self.selector = selectors.DefaultSelector()
        for line in self.lines:
            self.selector.register(line.socket, selectors.EVENT_READ, line)

    def open(self, rate: float, seconds: float) -> Paced:
        """So many requests a second."""
        began, count, sent = time.perf_counter(), int(rate * seconds), 0
        while sent < count or len(self.free) < len(self.lines):
            due = began + sent / rate
            if sent < count and self.free and due <= time.perf_counter():
                self.send(due)
                sent += 1
            else:
                self.gather(max(0.0, due - time.perf_counter()) if sent < count and self.free else 0.1)
        return self.result

    def closed(self, seconds: float) -> Paced:
        """One client, which waits for each answer before it asks again."""
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            self.send(time.perf_counter())
            while len(self.free) < len(self.lines):
                self.gather(1)
        return self.result

    def send(self, due: float) -> None:
        self.free.popleft().send(self.make(self.number), due)
        self.number += 1

    def gather(self, wait: float) -> None:
        for key, _ in self.selector.select(wait):
            status = key.data.receive()
            if status is not None:
                self.result.milliseconds.append((time.perf_counter() - key.data.due) * 1000)
                self.result.statuses[status] = self.result.statuses.get(status, 0) + 1
                self.free.append(key.data)
