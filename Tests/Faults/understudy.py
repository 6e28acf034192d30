"""A stand-in for the pools behind the real site: it counts what nginx hands to a pool, and does what it is told with it."""

import os
import shutil
import socket
import struct
import subprocess
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

from fastcgi import END, STDIN, STDOUT, record
from stack import ROOT, free_port, until

# What the stand-in does with a request: gets its connection and ends it as it likes.
Behaviour = Callable[[socket.socket], None]


def answer(text: bytes = b"Status: 200\r\nContent-Type: text/plain\r\n\r\nanswered") -> bytes:
    return record(STDOUT, text) + record(STDOUT) + record(END, bytes(8))


def answers(connection: socket.socket) -> None:
    connection.sendall(answer())


def dies(connection: socket.socket) -> None:
    """As the kernel ends a killed worker's connection."""


def dies_in_its_answer(connection: socket.socket) -> None:
    connection.sendall(record(STDOUT, b"Status: 200\r\nContent-Length: 100\r\n\r\nbegun"))


def fails(connection: socket.socket) -> None:
    connection.sendall(answer(b"Status: 503\r\nContent-Type: application/problem+json\r\n\r\n{}"))


def hangs(connection: socket.socket) -> None:
    """Until nginx gives up."""
    connection.settimeout(30)
    connection.recv(1)


class Pool:
    """One socket. Each request is counted and met with the next behaviour; the last one stands for all that follow."""

    def __init__(self, path: Path) -> None:
        self.script: list[Behaviour] = [answers]
        self.requests: list[bytes] = []
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(str(path))
        path.chmod(0o666)
        self.listener.listen(64)
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self) -> None:
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def serve(self, connection: socket.socket) -> None:
        with connection:
            self.requests.append(self.whole(connection))
            behaviour = self.script[min(len(self.requests), len(self.script)) - 1]
            behaviour(connection)

    def whole(self, connection: socket.socket) -> bytes:
        """A request's bytes up to the empty record that ends its body."""
        stream, seen = connection.makefile("rb"), b""
        while len(head := stream.read(8)) == 8:
            _, kind, _, length, padding = struct.unpack("!BBHHBx", head)
            content = stream.read(length + padding)[:length]
            if kind == STDIN and not content:
                break
            seen += content
        return seen

    def plays(self, *script: Behaviour) -> "Pool":
        self.script, self.requests = list(script), []
        return self


class Site:
    """nginx with the site as it is rendered for visitors, but for the waits, which tests shorten."""

    def __init__(self, limits: str = "off", **waits: str) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="holdfast-site-"))
        for name in ("log", "tmp", "web"):
            (self.folder / name).mkdir()
        self.folder.chmod(0o755)
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.web, self.talk = Pool(self.folder / "web.sock"), Pool(self.folder / "talk.sock")
        (self.folder / "site.conf").write_text(self.rendered(limits, waits))
        nginx = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
        # As root it drops to nobody, whose sockets these are not: all of it stays with whoever runs the tests.
        own = f"daemon off; {'user root;' if os.geteuid() == 0 else ''}"
        command = [nginx, "-p", self.folder, "-e", self.folder / "log/error.log", "-c", self.folder / "site.conf", "-g", own]
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL)
        until(self.listens, 10, "nginx listens")

    def rendered(self, limits: str, waits: dict[str, str]) -> str:
        binary = os.environ.get("HOLDFAST_BINARY") or str(ROOT / ".build/release/holdfast")
        options = ["--run", str(self.folder), "--templates", str(ROOT / "nginx"), "--listen", f"127.0.0.1:{self.port}"]
        environment = os.environ | {"HOLDFAST_LIMITS": limits}
        done = subprocess.run([binary, "nginx", *options], env=environment, capture_output=True, text=True, check=True)
        site = done.stdout
        for before, after in waits.items():
            assert before in site, f"{before} stands nowhere in the site"
            site = site.replace(before, after)
        return site

    def listens(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def remove(self) -> None:
        self.process.terminate()
        self.process.wait(10)
        for pool in (self.web, self.talk):
            pool.listener.close()
        shutil.rmtree(self.folder, ignore_errors=True)
