"""HTTP as bytes, to the supervisor's status socket."""

import json
import socket
from pathlib import Path

DEADLINE = 20
TOKEN = "sesame-of-this-test"


class Told:
    """What came back, taken apart."""

    def __init__(self, raw: bytes):
        head, _, self.body = raw.partition(b"\r\n\r\n")
        first, *fields = head.decode().split("\r\n")
        self.version, status, self.reason = first.split(" ", 2)
        self.status = int(status)
        self.headers = dict(field.split(": ", 1) for field in fields)

    def json(self) -> dict:
        return json.loads(self.body)


def dial(folder: Path) -> socket.socket:
    client = socket.socket(socket.AF_UNIX)
    client.settimeout(DEADLINE)
    client.connect(str(folder / "status.sock"))
    return client


def heard(client: socket.socket) -> bytes:
    """All that comes until the other side ends."""
    parts = []
    while part := client.recv(65_536):
        parts.append(part)
    return b"".join(parts)


def tell(folder: Path, path: str, method: str = "GET", **fields: str) -> Told:
    lines = [f"{method} {path} HTTP/1.0"] + [f"{name.replace('_', '-')}: {value}" for name, value in fields.items()]
    with dial(folder) as client:
        client.sendall("\r\n".join([*lines, "", ""]).encode())
        return Told(heard(client))


def pool(folder: Path) -> dict:
    """The one pool of a test's house."""
    (found,) = tell(folder, "/pool").json()["pools"]
    return found
