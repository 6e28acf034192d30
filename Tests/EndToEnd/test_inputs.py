"""Wrong input of any kind gets a clear error in the answer, and nothing is half done."""

import json
import socket

import pytest
import requests

DAY = {"from": "2026-12-07", "to": "2026-12-08"}


def problem(answer, *statuses):
    assert answer.status_code in statuses, (answer.status_code, answer.text[:300])
    assert answer.headers["Content-Type"].startswith("application/problem+json"), answer.headers
    body = answer.json()
    assert body["code"] and body["detail"] and body["status"] == answer.status_code
    return body


BODIES = {
    "nothing": b"",
    "not JSON": b"hello",
    "half of it": b'{"service":"1","start":',
    "a list": b"[]",
    "a number": b"7",
    "null": b"null",
    "not UTF-8": b'{"service":"\xff\xfe","start":"x"}',
    "overlong UTF-8": b'{"service":"\xc0\xaf","start":"x"}',
    "a lone surrogate": b'{"service":"\\ud800","start":"x"}',
    "NUL": b'{"service":"1\\u0000","start":"2026-12-07T10:00:00Z"}',
    "depth of ten thousand": b"[" * 10_000 + b"]" * 10_000,
    "an infinite number": b'{"service":1e400,"start":"2026-12-07T10:00:00Z"}',
    "no start": b'{"service":"1"}',
    "no service": b'{"start":"2026-12-07T10:00:00Z"}',
    "a start that is no time": b'{"service":"1","start":"soon"}',
    "hour 25": b'{"service":"1","start":"2026-12-07T25:00:00Z"}',
    "a start without offset and zone": b'{"service":"1","start":"2026-02-30T10:00:00Z"}',
    "a start in milliseconds": b'{"service":"1","start":1796637600000}',
    "a service that is a list": b'{"service":["1"],"start":"2026-12-07T10:00:00Z"}',
    "a negative duration": b'{"service":"1","start":"2026-12-07T10:00:00Z","duration":-60}',
    "SQL for a service": b'{"service":"1; drop table holdfast.claims","start":"2026-12-07T10:00:00Z"}',
}


@pytest.mark.parametrize("name", BODIES)
def test_a_hold_from_a_bad_body_is_refused_by_name(barber, name):
    headers = {"Content-Type": "application/json"}
    answer = requests.post(f"{barber.root}/holds", data=BODIES[name], headers=headers, timeout=30)
    problem(answer, 400, 404, 422)


QUERIES = {
    "no service": DAY,
    "an unknown service": DAY | {"service": "999999999"},
    "a service that is a word": DAY | {"service": "cleaning"},
    "a service beyond any number": DAY | {"service": "9" * 40},
    "no dates": {"service": "1"},
    "a date that is none": {"service": "1", "from": "2026-02-30", "to": "2026-03-01"},
    "the end before the start": {"service": "1", "from": "2026-12-08", "to": "2026-12-07"},
    "ten years": {"service": "1", "from": "2026-12-07", "to": "2036-12-07"},
    "a resource of nobody": DAY | {"service": "1", "resource": "999999999"},
    "a duration of nothing": DAY | {"service": "1", "duration": "0"},
}


@pytest.mark.parametrize("name", QUERIES)
def test_slots_for_a_bad_question_are_refused_by_name(dentist, name):
    query = QUERIES[name]
    if query.get("service") == "1":
        query = query | {"service": dentist.service()["id"]}
    problem(dentist.get("/slots", **query), 400, 404, 422)


def test_the_year_9999_is_a_question_without_slots(dentist):
    answer = dentist.get("/slots", service=dentist.service()["id"], **{"from": "9999-12-30", "to": "9999-12-31"})
    assert (answer.status_code, answer.json()["slots"]) == (200, [])


def test_another_tenants_service_is_unknown_here(dentist, barber):
    theirs = dentist.service()["id"]
    assert problem(barber.get("/slots", service=theirs, **DAY), 404, 422)["code"] == "unknown_service"


@pytest.mark.parametrize("path", ["/services", "/slots", "/chat/0123456789abcdef0123456789abcdef", "/nothing"])
def test_an_unknown_tenant_or_path_is_not_found(stack, path):
    problem(requests.get(f"{stack.base}/api/v1/nobody{path}", timeout=30), 404)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/..;/",
        "//",
        "/%00",
        "/t/%ff/",
        "/api/v1/demo/%2e%2e/services",
        "/api/v1/demo/services/",
        "/manage/x",
        "/wp-login.php",
    ],
)
def test_odd_addresses_are_answered_and_never_fail(stack, path):
    with socket.create_connection(("127.0.0.1", stack.port), timeout=10) as client:
        client.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        status = int(client.makefile("rb").readline().split()[1])
    assert status < 500


@pytest.mark.parametrize(("method", "path"), [("DELETE", "/services"), ("PUT", "/holds"), ("GET", "/holds"), ("PATCH", "/chat")])
def test_a_wrong_method_names_the_right_ones(barber, method, path):
    answer = requests.request(method, barber.root + path, timeout=30)
    problem(answer, 405)
    assert answer.headers["Allow"]


def test_what_does_not_exist_and_what_is_not_yours_are_the_same_answer(barber):
    booking = barber.book(barber.slots(after_days=6)[0])
    path = f"/bookings/{booking['reference']}/lookup"
    not_yours = barber.post(path, {"email": "somebody@example.com"})
    unknown = barber.post("/bookings/ZZZZZZZZ/lookup", {"email": "somebody@example.com"})
    problem(not_yours, 404)
    assert not_yours.content == unknown.content


@pytest.mark.parametrize("size", [65_537, 1_000_000, 25_000_000])
def test_a_large_body_is_refused_before_it_is_read(barber, size):
    headers = f"POST /api/v1/barber/holds HTTP/1.1\r\nHost: x\r\nContent-Length: {size}\r\n\r\n"
    with socket.create_connection(("127.0.0.1", barber.stack.port), timeout=10) as client:
        client.sendall(headers.encode())
        answer = client.recv(65_536).decode()
    assert answer.startswith("HTTP/1.1 413 ")
    assert json.loads(answer.split("\r\n\r\n", 1)[1])["code"] == "too_large"


HEADS = {
    "a length below nothing": (b"Content-Length: -1", 400),
    "a length beyond any number": (b"Content-Length: 9223372036854775808", 400),
    "a length that is a word": (b"Content-Length: ten", 400),
    "two lengths": (b"Content-Length: 2\r\nContent-Length: 3", 400),
    "a transfer coding that nobody knows": (b"Transfer-Encoding: rot13", 400),
    "headers of 9 kB": (b"X-Long: " + b"a" * 9_000, 431),
}


@pytest.mark.parametrize("name", HEADS)
def test_a_malformed_head_is_a_problem_too(stack, name):
    head, status = HEADS[name]
    with socket.create_connection(("127.0.0.1", stack.port), timeout=10) as client:
        client.sendall(b"POST /api/v1/barber/holds HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + head + b"\r\n\r\n{}")
        answer = client.makefile("rb").read()
    assert answer.startswith(b"HTTP/1.1 %d " % status), answer[:200]
    assert b"application/problem+json" in answer


def test_a_folder_of_files_is_not_found(stack):
    problem(requests.get(f"{stack.base}/assets/", timeout=30), 404)


def test_a_chunked_body_is_as_good_as_one_with_a_length(barber):
    body = json.dumps({"service": barber.service()["id"], "start": barber.slots(after_days=6)[70]["start"]}).encode()
    answer = requests.post(
        f"{barber.root}/holds",
        data=iter([body[:20], body[20:]]),
        headers={"Content-Type": "application/json"},
        timeout=30,
    )
    assert answer.status_code == 201, answer.text


def test_a_name_that_is_markup_is_text_everywhere(barber, stack):
    slot = barber.slots(after_days=6)[80]
    hold = barber.hold(slot).json()["id"]
    customer = {"name": "<img src=x onerror=alert(1)>", "email": "markup@example.com"}
    booked = barber.post("/bookings", {"hold": hold, "customer": customer})
    assert booked.status_code == 201, booked.text
    page = requests.get(booked.json()["manage_url"], timeout=30)
    assert page.status_code == 200
    assert "<img src=x" not in page.text


@pytest.mark.parametrize(
    "customer",
    [
        {},
        {"name": ""},
        {"name": "Ada"},
        {"name": "Ada", "email": "nowhere"},
        {"name": "x" * 50_000, "email": "a@example.com"},
    ],
    ids=["nothing", "no name", "no email", "no address", "a name of 50 kB"],
)
def test_a_customer_without_what_is_needed_keeps_the_hold(barber, customer):
    hold = barber.hold(barber.slots(after_days=7)[0]).json()["id"]
    problem(barber.post("/bookings", {"hold": hold, "customer": customer}), 400, 422)
    released = requests.delete(f"{barber.root}/holds/{hold}", timeout=30)
    assert released.status_code == 204
