"""A model at the other end: the house asks it over HTTP, shows nothing false, and goes on without it."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from stack import Business, Stack


class StandIn(ThreadingHTTPServer):
    """Streams the answers that a test has put down, one for each question; after the last one it fails."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.answers: list[str] = []
        self.asked: list[dict] = []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"


class Answering(BaseHTTPRequestHandler):
    server: StandIn

    def do_POST(self) -> None:
        question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append({"authorization": self.headers["Authorization"], **question})
        if self.server.answers:
            self.stream(self.server.answers.pop(0))
        else:
            self.send_error(400)

    def stream(self, words: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        for word in words.split(" "):
            self.piece({"choices": [{"index": 0, "delta": {"content": word + " "}, "finish_reason": None}]})
        self.piece({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
        self.wfile.write(b"data: [DONE]\n\n")

    def piece(self, value: dict) -> None:
        self.wfile.write(f"data: {json.dumps(value)}\n\n".encode())

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def model():
    stand_in = StandIn()
    yield stand_in
    stand_in.shutdown()


@pytest.fixture(scope="module")
def house(model):
    with Stack(OPENAI_BASE_URL=model.url, OPENAI_API_KEY="a-key", OPENAI_MODEL="stand-in") as house:
        yield Business(house, "demo")


def test_a_model_answers_and_only_what_is_no_claim_is_shown(house, model):
    model.answers = ["What shall I look for? You are booked for Tuesday at 2pm."]
    reply = house.post("/chat", {"message": "hello"}).json()["reply"]
    assert reply.startswith("What shall I look for?")
    assert "booked" not in reply
    assert model.asked[-1]["model"] == "stand-in"
    assert model.asked[-1]["authorization"] == "Bearer a-key"
    assert [tool["function"]["name"] for tool in model.asked[-1]["tools"]][:2] == ["list_services", "opening_hours"]


def test_a_model_that_fails_leaves_the_turn_to_the_script(house, model):
    model.answers = []
    reply = house.post("/chat", {"message": "hello"})
    assert reply.status_code == 200
    assert "receptionist of Bright Smile Dental" in reply.json()["reply"]
