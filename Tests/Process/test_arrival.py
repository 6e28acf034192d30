"""What comes over the socket, good and bad: the worker lives, and the handler sees whole requests only."""

import contextlib
import struct

import pytest
from conftest import resident
from fastcgi import ABORT, BEGIN, GET_VALUES, PARAMS, STDIN, body, get, head, pairs, post, record


@pytest.fixture
def house(start):
    house = start(1, arrival=700)
    worker = house.pid()
    yield house
    assert house.pid() == worker, "the worker was replaced"
    assert house.stop() == 0
    assert not house.told("worker_failed", "worker_overdue")


def test_a_request_is_answered_with_its_id(house):
    answer = house.ask(get("/hello"))
    assert (answer.status, answer.body, answer.ended) == (200, b"hello", True)
    assert answer.headers["X-Request-Id"] == "test"
    assert answer.headers["Content-Length"] == "5"


def test_a_head_request_gets_no_body(house):
    answer = house.ask(head("/hello", "HEAD") + body(b""))
    assert (answer.status, answer.body, answer.headers["Content-Length"]) == (200, b"", "5")


def test_a_head_request_for_a_stream_gets_the_head_alone(house):
    answer = house.ask(head("/stream", "HEAD") + body(b""))
    assert (answer.status, answer.body, answer.ended) == (200, b"", True)


@pytest.mark.parametrize("size", [0, 1, 1_000, 32_768, 65_536])
def test_a_body_arrives_whole(house, size):
    content = bytes(number % 251 for number in range(size))
    answer = house.ask(post("/echo", content))
    assert (answer.status, answer.body) == (200, content)


def test_a_body_arrives_whole_in_many_pieces(house):
    content, client = b"0123456789" * 20, house.connect()
    whole = post("/echo", content)
    pieces = [whole[at : at + 1] for at in range(20)] + [whole[20:-20]] + [whole[at : at + 1] for at in range(len(whole) - 20, len(whole))]
    for piece in pieces:
        client.send(piece)
    assert client.answer().body == content


@pytest.mark.parametrize("size", [65_537, 100_000, 1_000_000, 30_000_000])
def test_a_body_that_is_too_large_is_a_413(house, size):
    whole = post("/echo", bytes(size))
    client = house.connect()
    with contextlib.suppress(BrokenPipeError):
        client.send(whole)
    answer = client.answer()
    assert (answer.status, answer.ended) == (413, True)
    assert b'"code":"too_large"' in answer.body
    assert "/echo" not in house.ran()


def test_a_body_that_is_cut_off_is_a_400_and_never_handled(house):
    client = house.connect().send(head("/echo", "POST", CONTENT_LENGTH="2000") + record(STDIN, bytes(1000))).end()
    assert client.answer().status == 400
    assert "/echo" not in house.ran()


def test_a_body_that_ends_early_is_a_400_and_never_handled(house):
    assert house.ask(post("/echo", bytes(1000), CONTENT_LENGTH="2000")).status == 400
    assert "/echo" not in house.ran()


def test_a_body_that_never_comes_is_a_408_and_never_handled(house):
    client = house.connect().send(head("/echo", "POST", CONTENT_LENGTH="2000") + record(STDIN, bytes(1000)))
    assert client.answer().status == 408
    assert "/echo" not in house.ran()


@pytest.mark.parametrize("said", ["", "-1", "1.5", "999999999999999999999", "3", "abc"])
def test_a_length_that_is_missing_or_wrong_is_a_400(house, said):
    answer = house.ask(post("/echo", b"1234", CONTENT_LENGTH=said))
    assert answer.status == 400
    assert b'"request_id":"test"' in answer.body
    assert "/echo" not in house.ran()


def test_a_request_without_a_path_is_a_400(house):
    assert house.ask(get("", REQUEST_URI="")).status == 400


UNUSUAL = {
    "padding of 255": get("/hello")[:16]
    + record(PARAMS, pairs({"REQUEST_METHOD": "GET", "REQUEST_URI": "/hello"}), padding=255)
    + record(PARAMS)
    + record(STDIN, padding=255),
    "the highest id": record(BEGIN, b"\0\1\0\0\0\0\0\0", request=65_535)
    + record(PARAMS, pairs({"REQUEST_METHOD": "GET", "REQUEST_URI": "/hello"}), request=65_535)
    + record(PARAMS, request=65_535)
    + record(STDIN, request=65_535),
    "a parameter over many records": get("/hello")[:16]
    + b"".join(record(PARAMS, bytes([byte])) for byte in pairs({"REQUEST_METHOD": "GET", "REQUEST_URI": "/hello"}))
    + record(PARAMS)
    + record(STDIN),
    "a body that nobody reads": post("/hello", bytes(60_000)),
}


@pytest.mark.parametrize("name", UNUSUAL)
def test_what_is_unusual_but_right_is_answered(house, name):
    answer = house.ask(UNUSUAL[name])
    assert (answer.status, answer.body, answer.ended) == (200, b"hello", True)


BROKEN = {
    "a management record": record(GET_VALUES, pairs({"FCGI_MAX_CONNS": ""}), request=0),
    "a management record of an unknown kind": record(77, b"12345678", request=0),
    "a management record after the begin": get("/hello")[:16] + record(GET_VALUES, b"\x0e\x00FCGI_MAX_CONNS", request=0),
    "a management record with a body of its own": head("/hello") + record(GET_VALUES, bytes(200), request=0),
    "another version": record(BEGIN, b"\0\1\0\0\0\0\0\0", version=9),
    "plain HTTP": b"GET / HTTP/1.1\r\nHost: x\r\n\r\n",
    "the id of management records": record(BEGIN, b"\0\1\0\0\0\0\0\0", request=0),
    "an empty frame": record(BEGIN),
    "nothing but zeros": bytes(64),
    "a body before the parameters": get("/hello")[:16] + record(STDIN, b"x") + record(STDIN),
    "padding behind the parameters": head("/hello")[:-8] + record(PARAMS, padding=8) + record(STDIN),
    "something behind the end": get("/hello") + b"x",
    "parameters before the begin": record(PARAMS, pairs({"REQUEST_METHOD": "GET"})),
    "a body before the begin": record(STDIN, b"x"),
    "an authorizer": record(BEGIN, b"\0\2\0\0\0\0\0\0"),
    "huge lengths": get("/hello")[:16] + record(PARAMS, struct.pack(">II", 0xFFFFFFFE, 0xFFFFFFFE) + b"x"),
    "an abort": get("/hello")[:16] + record(ABORT),
    "a second request on one connection": get("/hello")[:16] + record(BEGIN, b"\0\1\0\0\0\0\0\0", request=2),
    "more parameters than let through": get("/hello")[:16] + record(PARAMS, pairs({"HTTP_X": "y" * 60_000})) * 5,
    "a pair longer than its stream": get("/hello")[:16] + record(PARAMS, b"\x01\x7fA") + record(PARAMS),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_protocol_is_dropped(house, name):
    client = house.connect()
    with contextlib.suppress(BrokenPipeError):
        client.send(BROKEN[name])
    assert client.answer().raw == b""
    house.wait_for("dropped")


def test_parameters_without_end_are_not_kept(house):
    """libfcgi alone would take them all: 120 MB in, 118 MB more in the worker."""
    before = resident(worker := house.pid())
    client, flood = house.connect().send(get("/hello")[:16]), record(PARAMS, pairs({"HTTP_X": "y" * 60_000})) * 20
    with contextlib.suppress(BrokenPipeError):
        for _ in range(100):
            client.send(flood)
        pytest.fail("120 MB of parameters were taken")
    assert client.answer().raw == b""
    house.wait_for("dropped", reason="parameters")
    assert resident(worker) - before < 4_000_000


@pytest.mark.parametrize("part", [b"", get("/hello")[:3], get("/hello")[:30]])
def test_a_silent_client_is_let_go_within_the_limit(house, part):
    client = house.connect().send(part)
    assert client.answer().raw == b""
    house.wait_for("dropped", reason="gone")


def test_a_request_whose_client_has_gone_is_not_handled(house):
    busy = house.connect().send(get("/wait"))
    house.wait_until_a_worker_waits()
    house.connect().send(post("/echo", b"late")).close()
    house.let_go()
    assert busy.answer().body == b"waited"
    house.wait_for("dropped", reason="gone")
    assert "/echo" not in house.ran()


def test_a_client_that_stops_reading_does_not_hold_the_worker(start):
    house = start(1, sending=200)
    client = house.connect().send(get("/large"))
    client.until(b"Status: 200")
    assert house.wait_for("request", gone=True)
    assert house.ask(get("/hello")).status == 200
    client.close()
