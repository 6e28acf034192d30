"""FastCGI as bytes: what the tests say to the socket, and what they hear."""

import socket
import struct

BEGIN, ABORT, END, PARAMS, STDIN, STDOUT, GET_VALUES = 1, 2, 3, 4, 5, 6, 9


def record(kind: int, content: bytes = b"", *, request: int = 1, version: int = 1, padding: int = 0) -> bytes:
    return struct.pack(">BBHHBB", version, kind, request, len(content), padding, 0) + content + bytes(padding)


def length(number: int) -> bytes:
    return bytes([number]) if number < 128 else struct.pack(">I", number | 0x80000000)


def pairs(fields: dict[str, str]) -> bytes:
    return b"".join(
        length(len(name.encode())) + length(len(value.encode())) + name.encode() + value.encode() for name, value in fields.items()
    )


def head(path: str, method: str = "GET", **fields: str) -> bytes:
    """A request up to the end of its parameters."""
    all_fields = {"REQUEST_METHOD": method, "REQUEST_URI": path, "REMOTE_ADDR": "192.0.2.1", "REQUEST_ID": "test"} | fields
    return record(BEGIN, b"\0\1\0\0\0\0\0\0") + record(PARAMS, pairs(all_fields)) + record(PARAMS)


def body(content: bytes) -> bytes:
    parts = [content[at : at + 65_000] for at in range(0, len(content), 65_000)]
    return b"".join(record(STDIN, part) for part in parts) + record(STDIN)


def get(path: str, **fields: str) -> bytes:
    return head(path, **fields) + body(b"")


def post(path: str, content: bytes, **fields: str) -> bytes:
    return head(path, "POST", **({"CONTENT_LENGTH": str(len(content))} | fields)) + body(content)


class Answer:
    """What came back, taken apart."""

    def __init__(self, raw: bytes):
        self.raw, self.ended, out = raw, False, b""
        while len(raw) >= 8:
            _, kind, _, size, padding, _ = struct.unpack(">BBHHBB", raw[:8])
            if kind == STDOUT:
                out += raw[8 : 8 + size]
            self.ended = self.ended or kind == END
            raw = raw[8 + size + padding :]
        fields, _, self.body = out.partition(b"\r\n\r\n")
        self.headers = dict(line.split(": ", 1) for line in fields.decode().split("\r\n") if line)
        self.status = int(self.headers.get("Status", 0))


class Client:
    """One connection."""

    def __init__(self, path: str, timeout: float = 20):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(timeout)
        self.socket.connect(path)
        self.heard = b""

    def send(self, content: bytes) -> "Client":
        self.socket.sendall(content)
        return self

    def end(self) -> "Client":
        """Says that nothing follows, and goes on reading."""
        self.socket.shutdown(socket.SHUT_WR)
        return self

    def close(self) -> None:
        self.socket.close()

    def until(self, words: bytes) -> bytes:
        """Reads until the words have come."""
        while words not in self.heard:
            part = self.socket.recv(65_536)
            assert part, f"ended before {words!r}: {self.heard!r}"
            self.heard += part
        return self.heard

    def answer(self) -> Answer:
        """Reads to the end; an answer that was cut off is no answer."""
        try:
            while part := self.socket.recv(65_536):
                self.heard += part
        except ConnectionResetError:
            pass
        finally:
            self.close()
        return Answer(self.heard)
