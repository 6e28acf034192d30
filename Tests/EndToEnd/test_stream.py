"""Replies that are read while they are written, and streams that are cut."""

import json
import os
import threading
import time
import uuid
from datetime import date, timedelta
from pathlib import Path

import pytest
import requests
from stack import Business


class Reading:
    """One reading of a turn's stream: the events in order, and the moment each arrived."""

    def __init__(self, business: Business, message: str, message_id: str, conversation: str | None = None) -> None:
        body = {"message": message, "message_id": message_id, "timezone": "Europe/London"}
        if conversation:
            body["conversation"] = conversation
        headers = {"Accept": "text/event-stream"}
        self.events: list[dict] = []
        self.moments: list[float] = []
        self.answer = requests.post(f"{business.root}/chat", json=body, headers=headers, stream=True, timeout=30)

    def read(self, until: int | None = None) -> "Reading":
        """Reads to the end, to the cut, or to the given number of events."""
        event: dict = {}
        try:
            for raw in self.answer.iter_lines(chunk_size=1):
                line = raw.decode()
                if line:
                    name, _, value = line.partition(":")
                    event[name] = value.strip()
                elif "data" in event:
                    self.moments.append(time.monotonic())
                    self.events.append(event | {"data": json.loads(event["data"])})
                    event = {}
                    if len(self.events) == until:
                        return self
        except requests.exceptions.RequestException:
            pass
        return self

    @property
    def done(self) -> bool:
        return bool(self.events) and self.events[-1]["event"] in ("done", "error")


def sentences(events: list[dict]) -> list[str]:
    return [event["data"]["text"] for event in events if event["event"] == "text"]


def visible(events: list[dict]) -> list:
    """What a visitor sees: sentences and cards."""
    return [(event["event"], event["data"]) for event in events if event["event"] in ("text", "card")]


def test_a_stream_is_numbered_unbuffered_and_ends_with_done(barber):
    reading = Reading(barber, "Can I get a haircut tomorrow afternoon?", uuid.uuid4().hex)
    assert reading.answer.status_code == 200
    assert reading.answer.headers["Content-Type"].startswith("text/event-stream")
    assert "Content-Encoding" not in reading.answer.headers
    reading.read()
    assert reading.done and reading.events[-1]["event"] == "done"
    numbers = [int(event["id"]) for event in reading.events]
    assert numbers == list(range(1, len(numbers) + 1))
    assert " ".join(sentences(reading.events)) == reading.events[-1]["data"]["reply"].replace("\n", " ")


def test_the_first_event_leaves_before_the_last_is_made(barber):
    """A locked diary holds the answer's facts back, not its first event."""
    with barber.stack.database() as database, database.transaction():
        database.execute("lock table services in access exclusive mode")
        reading = Reading(barber, "What services do you offer?", uuid.uuid4().hex)
        try:
            first = threading.Thread(target=reading.read, kwargs={"until": 1})
            first.start()
            first.join(5)
        finally:
            database.execute("rollback")
    first.join(10)
    assert reading.events


def test_a_message_that_is_sent_again_is_answered_with_the_same_events(barber):
    message_id = uuid.uuid4().hex
    first = Reading(barber, "hello", message_id).read()
    conversation = first.events[-1]["data"]["conversation"]
    again = Reading(barber, "hello", message_id, conversation).read()
    assert first.done and again.done
    assert visible(again.events) == visible(first.events)


def hello(_: int) -> str:
    return "hello"


def hold(number: int) -> str:
    """Each asks for a day of its own, so that all are answered alike."""
    day = date.today() + timedelta(days=15 + number)
    return f"a haircut on {day.isoformat()} at 15:00 please"


@pytest.mark.parametrize("words", [hello, hold])
def test_a_worker_killed_between_any_two_events_costs_no_sentence_and_repeats_none(barber, words):
    whole = Reading(barber, words(0), uuid.uuid4().hex).read()
    for cut in range(1, len(whole.events)):
        message, message_id = words(cut), uuid.uuid4().hex
        seen: dict[str, dict] = {}
        reading = Reading(barber, message, message_id).read(until=cut)
        kill_talking_workers(barber.stack)
        reading.read()
        conversation = next((event["data"]["conversation"] for event in reading.events if "conversation" in event["data"]), None)
        for attempt in range(20):
            for event in reading.events:
                seen.setdefault(event["id"], event)
            if reading.done:
                break
            time.sleep(0.05 * attempt)
            reading = Reading(barber, message, message_id, conversation).read()
        ordered = [seen[number] for number in sorted(seen, key=int)]
        assert ordered[-1]["event"] == "done", (cut, ordered)
        assert len(visible(ordered)) == len(visible(whole.events)), (cut, ordered)
        assert " ".join(sentences(ordered)) == ordered[-1]["data"]["reply"].replace("\n", " ")


def kill_talking_workers(stack) -> None:
    for pid in stack.workers():
        try:
            title = Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
        except OSError:
            continue
        if "talk" in title and pid in stack.workers():
            os.kill(pid, 9)
