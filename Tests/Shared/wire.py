"""A visitor's end of HTTP/1.1: one kept connection, one request after another, cheap enough for hundreds at once."""

import asyncio
import json
import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes
    seconds: float

    def json(self):
        return json.loads(self.body)


class Wire:
    """A connection to nginx; it is opened when it is needed, and again where nginx said that it closes it."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, method: str, path: str, body: object = None, key: str | None = None, patience: float = 30) -> Answer:
        """One request and its whole answer; a connection that breaks in the middle is an OSError or an EOFError."""
        content = b"" if body is None else json.dumps(body).encode()
        fields = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", f"Content-Length: {len(content)}"]
        if key is not None:
            fields.append(f"Idempotency-Key: {key}")
        began = time.monotonic()
        try:
            async with asyncio.timeout(patience):
                status, headers, text = await self.exchange("\r\n".join(fields).encode() + b"\r\n\r\n" + content)
        except BaseException:
            self.close()
            raise
        return Answer(status, headers, text, time.monotonic() - began)

    async def exchange(self, request: bytes) -> tuple[int, dict[str, str], bytes]:
        if self.streams is None:
            self.streams = await asyncio.open_connection("127.0.0.1", self.port)
        reader, writer = self.streams
        writer.write(request)
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = dict(line.lower().split(": ", 1) for line in head[1:] if line)
        body = await self.body(reader, headers)
        if headers.get("connection") == "close":
            self.close()
        return int(head[0].split()[1]), headers, body

    async def body(self, reader: asyncio.StreamReader, headers: dict[str, str]) -> bytes:
        if headers.get("transfer-encoding") != "chunked":
            return await reader.readexactly(int(headers.get("content-length", 0)))
        whole = b""
        while size := int(await reader.readline(), 16):
            whole += (await reader.readexactly(size + 2))[:-2]
        await reader.readline()
        return whole

    def close(self) -> None:
        if self.streams is not None:
            self.streams[1].close()
        self.streams = None
