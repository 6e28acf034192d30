"""People's phones, played through the product's own stand-in for a telephone network: who texts, calls, speaks and presses keys."""

import hmac
import re
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

import requests

PATIENCE = 100


def account(house) -> tuple[str, str]:
    """The sid and the token of the stand-in's account, which every process of the house derives from its newest key."""
    key = re.search(r"HOLDFAST_SECRET_KEYS=(\w+)", (house.run_dir / "settings").read_text())
    assert key, "the house's settings name its keys"
    made = {
        what: hmac.digest(bytes.fromhex(key[1]), f"holdfast/sandbox twilio {what}".encode(), "sha256").hex()[:32]
        for what in ("sid", "token")
    }
    return f"AC{made['sid']}", made["token"]


class Network:
    """The stand-in's own side: what was sent, what goes wrong, what is delivered again."""

    def __init__(self, house) -> None:
        self.root = f"{house.base}/sandbox/api"

    def get(self, path: str, **query: object) -> dict:
        return told(
            requests.get(
                f"{self.root}/{path}", params={name: value for name, value in query.items() if value is not None}, timeout=PATIENCE
            )
        )

    def post(self, path: str, **body: object) -> dict:
        return told(requests.post(f"{self.root}/{path}", json=body, timeout=PATIENCE))

    def state(self) -> dict:
        return self.get("state")

    def settings(self, **settings: object) -> dict:
        return self.post("settings", **settings)

    def number(self, business: str) -> str:
        """The first number of a business, by its slug; a number is itself."""
        if business.startswith("+"):
            return business
        found = [line["number"] for line in self.state()["numbers"] if line["slug"] == business]
        assert found, f"{business} has no number; holdfast number add gives it one"
        return found[0]

    def fault(self, kind: str, times: int = 1, **options: object) -> None:
        """What goes wrong with the next request that it fits; `times=0` until it is cleared."""
        self.post("faults", kind=kind, times=times, **options)

    def clear(self) -> None:
        told(requests.delete(f"{self.root}/faults", timeout=PATIENCE))

    def messages(self, with_: str | None = None, after: int = 0) -> list[dict]:
        return self.get("messages", with_=None, after=after, **{"with": with_})["messages"]

    def exchanges(self, about: str | None = None, direction: str | None = None, after: int = 0) -> list[dict]:
        """Webhooks that went out and REST requests that came in, oldest first: all of them, whatever a page holds."""
        found: list[dict] = []
        while more := self.get("exchanges", after=after, about=about, direction=direction)["exchanges"]:
            found += more
            after = more[-1]["id"]
        return found

    def replay(self, exchange: int) -> dict:
        """The same delivery once more: address, body, token and signature."""
        return self.post(f"exchanges/{exchange}/replay")

    def replay_at_once(self, exchange: int, times: int = 3) -> list[dict]:
        with ThreadPoolExecutor(times) as pool:
            return list(pool.map(lambda _: self.replay(exchange), range(times)))

    def callbacks(self, **chosen: object) -> None:
        """Sends what was held back, or one of a chosen `sid` and `status`."""
        self.post("callbacks", **chosen)


class Phone:
    """Somebody's phone. Without a number its owner withholds it."""

    def __init__(self, house, number: str | None = "+19175550142", business: str = "demo") -> None:
        self.network = Network(house)
        self.number = number
        self.business = self.network.number(business)
        # What came before this phone was taken in hand isn't for it.
        self.taken = max((message["id"] for message in self.network.messages(number)), default=0) if number else 0

    def text(self, body: str, whatsapp: bool = False, **parameters: str) -> dict:
        """Sends a text and gives what became of it: the message, the webhook with its answer, the network's own words."""
        channel = "whatsapp" if whatsapp else "sms"
        sent = {"from": self.number, "to": self.business, "body": body, "channel": channel, "parameters": parameters}
        return self.network.post("texts", **sent)

    def arrived(self, whatsapp: bool | None = None) -> list[dict]:
        """What reached this phone and wasn't taken yet; it waits for nothing."""
        fresh = [message for message in self.network.messages(self.number, self.taken) if is_for(message, self.number, whatsapp)]
        if fresh:
            self.taken = fresh[-1]["id"]
        return fresh

    def next_text(self, seconds: float = 15) -> dict:
        """The next text that wasn't taken yet, waited for."""
        deadline = time.monotonic() + seconds
        while True:
            fresh = [message for message in self.network.messages(self.number, self.taken) if is_for(message, self.number, None)]
            if fresh:
                self.taken = fresh[0]["id"]
                return fresh[0]
            assert time.monotonic() < deadline, f"no text within {seconds} s"
            time.sleep(0.05)

    def ask(self, body: str, **how: object) -> str:
        """Sends a text and gives the answer's words."""
        self.text(body, **how)
        return self.next_text()["body"]

    def call(self, stir: str | None = "A", allow_faults: bool = False, **parameters: str) -> "Call":
        placed = {"from": self.number, "to": self.business, "stir": stir, "parameters": parameters}
        return Call(self.network, self.network.post("calls", **placed), allow_faults)


class Call:
    """A call as its caller hears it. What the network finds wrong with an answer fails the test."""

    def __init__(self, network: Network, call: dict, allow_faults: bool = False) -> None:
        self.network, self.allow_faults = network, allow_faults
        self.sid = call["sid"]
        self.heard = self.take(call)

    def take(self, call: dict) -> str:
        self.state = call
        assert self.allow_faults or not self.faults, self.faults
        self.heard = " ".join(step["text"] for step in call["new"] if step["kind"] == "said")
        return self.heard

    def do(self, action: str, **what: object) -> str:
        return self.take(self.network.post(f"calls/{quote(self.sid)}/{action}", **what))

    def look(self) -> "Call":
        """How it stands now, where somebody else moved it."""
        self.state = self.network.get(f"calls/{quote(self.sid)}")
        return self

    def say(self, text: str, confidence: float | None = 0.93) -> str:
        return self.do("say", text=text, confidence=confidence)

    def press(self, digits: str) -> str:
        return self.do("press", digits=digits)

    def silence(self) -> str:
        return self.do("silence")

    def answer_dial(self, outcome: str = "answered", seconds: int = 20) -> str:
        """How it goes where the business put the call through: answered, busy, no-answer or failed."""
        return self.do("dial", outcome=outcome, seconds=seconds)

    def leave(self, text: str, seconds: int = 5, digits: str = "hangup") -> str:
        """Leaves a message on a recording, and hangs up unless a key ends it."""
        return self.do("leave", text=text, seconds=seconds, digits=digits)

    def hang_up(self, seconds: int = 0) -> dict:
        """Hangs up, after so many seconds more; the call as it ended."""
        self.take(self.network.post(f"calls/{quote(self.sid)}/hang-up", seconds=seconds))
        return self.state

    @property
    def status(self) -> str:
        return self.state["status"]

    @property
    def ended(self) -> bool:
        return self.status in ("completed", "busy", "no-answer", "failed", "canceled")

    @property
    def waiting(self) -> dict | None:
        """What the business waits for, with what it said of it."""
        return self.state["waiting"]

    @property
    def faults(self) -> list[dict]:
        return self.state["faults"]

    @property
    def steps(self) -> list[dict]:
        return self.state["steps"]

    @property
    def said(self) -> list[str]:
        """All that the business said so far."""
        return [step["text"] for step in self.steps if step["kind"] == "said"]


def is_for(message: dict, number: str | None, whatsapp: bool | None) -> bool:
    wanted = whatsapp is None or (message["channel"] == "whatsapp") == whatsapp
    return message["to"] == number and message["direction"] != "inbound" and wanted


def told(answer: requests.Response) -> dict:
    assert answer.status_code < 300, (answer.status_code, answer.text)
    return answer.json()
