"""A whole booking by chat, from the first word to the reference."""

import time
import uuid
from dataclasses import dataclass

import requests


@dataclass
class Booked:
    reference: str
    turns: int
    # What the server took, all turns together.
    seconds: float


def book(root: str, day: str) -> Booked:
    """Says what a visitor says, presses the first time that is offered, and gives name and email."""
    session, conversation, seconds = requests.Session(), None, 0.0
    words: dict = {"message": f"Hello, I need a cleaning on {day}"}
    for turn in range(1, 10):
        body = {"message_id": uuid.uuid4().hex, "timezone": "America/New_York"} | words
        if conversation:
            body["conversation"] = conversation
        began = time.perf_counter()
        answer = session.post(f"{root}/chat", json=body, timeout=30)
        seconds += time.perf_counter() - began
        answer.raise_for_status()
        reply = answer.json()
        conversation = reply["conversation"]
        cards = {card["type"]: card for card in reply["cards"]}
        if "booking" in cards:
            return Booked(cards["booking"]["reference"], turn, seconds)
        words = next_words(cards)
    raise AssertionError("no booking after nine turns")


def next_words(cards: dict) -> dict:
    if slots := cards.get("slots", {}).get("slots"):
        return {"message": slots[0]["label"], "action": {"type": "slot", "slot": slots[0]["id"]}}
    if "form" in cards or "hold" in cards:
        return {"message": f"Ada Byron, {uuid.uuid4().hex[:10]}@example.com"}
    return {"message": "yes please"}
