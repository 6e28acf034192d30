"""Small servers on loopback ports: a stranger's site, and a road to the house on which streams are cut."""

import http.client
import json
import threading
from collections.abc import Callable
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit


@contextmanager
def serving(handler: type[BaseHTTPRequestHandler]):
    """Serves on a free port for as long as the block lasts; yields the address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class Quiet(BaseHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def site(pages: dict[str, str], policy: str = "") -> type[BaseHTTPRequestHandler]:
    """A site of its own, with a content security policy."""

    class Site(Quiet):
        def do_GET(self) -> None:
            body = pages.get(self.path, "").encode()
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body)))
            if policy:
                self.send_header("Content-Security-Policy", policy)
            self.end_headers()
            self.wfile.write(body)

    return Site


class Road:
    """Passes everything on to the house. `cut(attempt)` says after how many events the attempt at a chat turn is cut
    (in the middle of the next one), or None to let it pass; attempts are counted for each message id."""

    def __init__(self, house: str, cut: Callable[[int], int | None]):
        self.house = urlsplit(house)
        self.cut = cut
        self.attempts: dict[bytes, int] = {}
        self.cuts = 0

    def handler(road) -> type[BaseHTTPRequestHandler]:  # noqa: N805
        class Passing(Quiet):
            def do_GET(self) -> None:
                self.pass_on(None)

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                self.pass_on(body, road.next_cut(body) if self.path.endswith("/chat") else None)

            def pass_on(self, body: bytes | None, cut: int | None = None) -> None:
                onward = http.client.HTTPConnection(road.house.hostname, road.house.port, timeout=30)
                headers = {name: value for name, value in self.headers.items() if name.lower() != "connection"}
                onward.request(self.command, self.path, body, headers)
                answer = onward.getresponse()
                self.send_response(answer.status)
                for name, value in answer.getheaders():
                    if name.lower() not in ("transfer-encoding", "connection", "content-length"):
                        self.send_header(name, value)
                self.send_header("Connection", "close")
                self.end_headers()
                self.relay(answer, cut)
                onward.close()

            def relay(self, answer: http.client.HTTPResponse, cut: int | None) -> None:
                whole = answer.read()
                if cut is not None:
                    blocks = whole.split(b"\n\n")
                    if cut < len(blocks) - 1:
                        road.cuts += 1
                        whole = b"".join(block + b"\n\n" for block in blocks[:cut]) + blocks[cut][:-3]
                self.wfile.write(whole)
                self.close_connection = True

        return Passing

    def next_cut(self, body: bytes) -> int | None:
        key = json.loads(body)["message_id"].encode()
        self.attempts[key] = self.attempts.get(key, 0) + 1
        return self.cut(self.attempts[key])
