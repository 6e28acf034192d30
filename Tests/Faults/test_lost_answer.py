"""F5: a worker is killed after Postgres committed and before a byte of the answer left. Whoever asks again with the same
key gets the answer that was lost, and nothing is done twice."""

import json
import random

import pytest
import requests
from checker import diary_is_sound
from conftest import count
from crowd import starts
from fastcgi import Client, post
from stack import Business, Stack, new_key
from tamper import tampering

# The answer leaves by the first of these that a worker makes in a request.
SENDING = "write,writev,sendmsg"


@pytest.fixture
def business(house: Stack) -> Business:
    return Business(house, "barber")


def killed_at_its_answer(house: Stack, pids: list[int]):
    return tampering(pids, SENDING, "signal=KILL:when=1")


def lose(house: Stack, path: str, body: dict, key: str) -> None:
    """Asks at the pool's own socket, where no nginx asks again, and gets nothing."""
    fields = {"CONTENT_TYPE": "application/json", "HTTP_IDEMPOTENCY_KEY": key, "REQUEST_ID": key}
    with killed_at_its_answer(house, house.workers_of("web")):
        client = Client(str(house.run_dir / "web.sock"), 10)
        answer = client.send(post(f"/api/v1/barber{path}", json.dumps(body).encode(), **fields)).answer()
    assert (answer.raw, answer.ended) == (b"", False)


def rows_of(house: Stack, key: str) -> list[tuple]:
    with house.database() as database:
        return database.execute(
            """select r.result ->> 'hold', (select count(*) from audit a where a.booking_id = (r.result ->> 'booking')::bigint
                   and a.event = 'held') from receipts r where r.key = %s and r.reason is null""",
            [key],
        ).fetchall()


def test_a_visitor_who_asks_again_gets_the_booking_that_he_was_not_told_of(house, business):
    service = business.service()["id"]
    for start in starts(business, count(5, 200)):
        key, body = new_key(), {"service": service, "start": start}
        lose(house, "/holds", body, key)
        (stored,) = rows_of(house, key)
        told = business.post("/holds", body, key)
        assert (told.status_code, told.json()["id"]) == (201, stored[0])
        assert stored[1] == 1 and rows_of(house, key) == [stored]
        business.release(told)
    diary_is_sound(house)


def test_a_visitor_without_a_key_is_told_by_the_next_worker(house, business):
    """nginx's id of the request is its key: its own second try finds the receipt of the first.

    Which workers are asked is the kernel's choice, often the same ones again: others are killed each time.
    """
    service, lost = business.service()["id"], 0
    for start in starts(business, 40 * count(2, 30)):
        before = bookings(house)
        with killed_at_its_answer(house, random.sample(house.workers_of("web"), 2)):
            told = business.post("/holds", {"service": service, "start": start})
        assert told.status_code == 201, told.text
        assert bookings(house) == before + 1
        lost += tries(house, told) != "201"
        business.release(told)
        if lost == count(2, 30):
            break
    assert lost == count(2, 30)
    diary_is_sound(house)


def bookings(house: Stack) -> int:
    with house.database() as database:
        return database.execute("select count(*) from bookings").fetchone()[0]


def tries(house: Stack, answer: requests.Response) -> str:
    """What nginx met at each try of a request, by its id."""
    for line in reversed((house.run_dir / "log/access.log").read_text().splitlines()):
        told = json.loads(line)
        if told["id"] == answer.headers["X-Request-Id"]:
            return told["upstream_status"]
    raise AssertionError("nginx didn't log the request")


def test_a_booking_a_move_and_a_cancellation_survive_their_lost_answers(house, business):
    first, second = starts(business, 2)
    service, email = business.service()["id"], f"{new_key()}@example.com"

    def lost_then_told(path: str, body: dict, status: int) -> dict:
        key = new_key()
        lose(house, path, body, key)
        told = business.post(path, body, key)
        assert told.status_code == status, told.text
        assert business.post(path, body, key).json() == told.json()
        return told.json()

    hold = lost_then_told("/holds", {"service": service, "start": first}, 201)
    booked = lost_then_told("/bookings", {"hold": hold["id"], "customer": {"name": "Ada Byron", "email": email}}, 201)
    path, proof = f"/bookings/{booked['reference']}", {"reference": booked["reference"], "email": email}
    other = lost_then_told("/holds", {"service": service, "start": second, "moving": proof}, 201)
    moved = lost_then_told(f"{path}/reschedule", {"email": email, "hold": other["id"]}, 200)
    assert (moved["reference"], moved["start"]) == (booked["reference"], other["start"])
    assert lost_then_told(f"{path}/cancel", {"email": email}, 200)["status"] == "cancelled"
    diary_is_sound(house)
