"""Answers to callers beside answers in the chat: the same words, the same script, the same pool."""

import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from statistics import quantiles

import requests
from house import House
from peers import Stack
from phone import Network, account
from table import milliseconds, spread
from turns import Patience, take_turns
from twilio import Twilio

CROWD = 8
WORDS = "I would like a cleaning next Tuesday afternoon"
# A caller's answer carries more: a signature, the call's row, the keys of what is offered.
SHARE = 0.5


def calls(house: House) -> None:
    """First turns of calls, and of conversations in the chat, by as many clients at once."""
    with Stack(HOLDFAST_WEB_WORKERS="4", HOLDFAST_TALK_WORKERS="8", HOLDFAST_LIMITS="off") as stack:
        crowd = Callers(stack)
        seconds, rounds = (1, 1) if house.quick else (4, 3)
        measured = {"calls": lambda: crowd.rate(crowd.call, seconds), "chat": lambda: crowd.rate(crowd.chat, seconds)}
        turns = take_turns(measured, rounds, Patience(30))
        ratio = turns.ratio("calls", "chat")
        beside = f"chat turns {spread(turns.values('chat'))}"
        what = f"TwiML answers to callers, the script, {CROWD} at once"
        house.table.add("", what, spread(turns.values("calls")), beside, f"{ratio:.2f}", f"≥ {SHARE}", met=ratio >= SHARE, note=turns.note)
        called, chatted = (quantiles(crowd.times[kind], n=100)[98] for kind in ("call", "chat"))
        house.table.add("", "their 99th percentile", milliseconds([called]), f"chat {milliseconds([chatted])}", f"{called / chatted:.2f}")


class Callers:
    """Clients that call or write, each for the first time."""

    def __init__(self, stack: Stack) -> None:
        self.stack = stack
        self.number = Network(stack).number("demo")
        self.twilio = Twilio(stack.base, stack.base, account(stack)[1])
        self.callers = count(3_000_000)
        self.times: dict[str, list[float]] = {"call": [], "chat": []}

    def rate(self, one: Callable[[], None], seconds: float) -> float:
        """How many come to their answer in a second."""
        until = time.perf_counter() + seconds

        def client(_: int) -> int:
            done = 0
            while time.perf_counter() < until:
                one()
                done += 1
            return done

        with ThreadPoolExecutor(CROWD) as pool:
            return sum(pool.map(client, range(CROWD))) / seconds

    def call(self) -> None:
        """A call whose first request is its first turn: it is taken and answered in one."""
        form = {"CallSid": f"CA{uuid.uuid4().hex}", "From": f"+1917{next(self.callers)}", "To": self.number, "CallStatus": "in-progress"}
        self.timed("call", lambda: self.twilio.post("/webhooks/twilio/voice/turn?n=1", form | {"SpeechResult": WORDS}), "<Gather")

    def chat(self) -> None:
        body = {"message_id": uuid.uuid4().hex, "message": WORDS}
        self.timed("chat", lambda: requests.post(f"{self.stack.base}/api/v1/demo/chat", json=body, timeout=30), "slots")

    def timed(self, kind: str, ask: Callable[[], requests.Response], sign: str) -> None:
        began = time.perf_counter()
        answer = ask()
        self.times[kind].append((time.perf_counter() - began) * 1_000)
        assert answer.status_code == 200 and sign in answer.text, answer.text[:200]
