"""What takes texts in place of Twilio, for tests that kill whoever sends them: it keeps each sender waiting at the moment that the
test means. The sandbox stands for Twilio everywhere else; it would answer."""

import json
import threading
import time
import uuid
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self
from urllib.parse import parse_qs, urlsplit

ACCOUNT = {"TWILIO_ACCOUNT_SID": "AC" + "0" * 32, "TWILIO_AUTH_TOKEN": "token"}


class Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Senders die here."""


class Carrier:
    """A text says by its first word how its first try ends: `taken` is taken and never answered, `answered` is taken and answered,
    `untaken` is neither, anything else is a text like any other. `arrived` is set by each of these three."""

    def __init__(self) -> None:
        self.messages: list[dict] = []
        self.arrived = threading.Event()
        self.tried: set[str] = set()
        self.lock = threading.Lock()
        self.server = Quiet(("127.0.0.1", 0), handler(self))
        self.settings = ACCOUNT | {"TWILIO_API_URL": f"http://127.0.0.1:{self.server.server_port}"}

    def __enter__(self) -> Self:
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()

    def ending(self, body: str) -> str:
        """How this try ends; the second one of a text ends well."""
        with self.lock:
            first = body not in self.tried
            self.tried.add(body)
        word = body.split()[0]
        return word if first and word in ("taken", "answered", "untaken") else ""

    def take(self, fields: dict) -> dict:
        message = {"sid": "SM" + uuid.uuid4().hex, "to": fields["To"], "from": fields["From"], "body": fields["Body"],
                   "status": "queued", "num_segments": "1", "date_created": None, "at": time.time()}  # fmt: skip
        with self.lock:
            self.messages.append(message)
        return message

    def counts(self) -> Counter[str]:
        with self.lock:
            return Counter(message["body"] for message in self.messages)


def handler(carrier: Carrier) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # An answer leaves in two writes, and the second would wait for the first one's receipt.
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            asked = fields(urlsplit(self.path).query)
            with carrier.lock:
                found = [each for each in reversed(carrier.messages) if (each["to"], each["from"]) == (asked["To"], asked["From"])]
            self.answer(200, {"messages": found, "next_page_uri": None})

        def do_POST(self) -> None:
            sent = fields(self.rfile.read(int(self.headers["Content-Length"])).decode())
            ending = carrier.ending(sent["Body"])
            if ending != "untaken":
                message = carrier.take(sent)
            if ending in ("taken", "untaken"):
                carrier.arrived.set()
                # Until the sender is dead.
                self.rfile.read(1)
                self.close_connection = True
                return
            self.answer(201, message)
            if ending:
                carrier.arrived.set()

        def answer(self, status: int, body: dict) -> None:
            content = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    return Handler


def fields(text: str) -> dict:
    return {name: values[-1] for name, values in parse_qs(text, keep_blank_values=True).items()}
