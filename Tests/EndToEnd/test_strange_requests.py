"""What no honest program sends: heads and bodies that lie about themselves, on every route that takes a body."""

import contextlib
import json
import socket

import pytest
import requests
from test_inputs import BODIES, problem

POSTS = [
    "/holds",
    "/bookings",
    "/bookings/ZZZZZZZZ/lookup",
    "/bookings/ZZZZZZZZ/reschedule",
    "/bookings/ZZZZZZZZ/cancel",
    "/chat",
]

STRANGE = BODIES | {
    "one byte": b"{",
    "the same key twice": b'{"service":"1","service":"2","start":"2026-12-07T10:00:00Z"}',
    "a key of 50 kB": b'{"' + b"k" * 50_000 + b'":1}',
    "objects in objects": b'{"a":' * 5_000 + b"1" + b"}" * 5_000,
    "a number of 10,000 digits": b'{"service":' + b"9" * 10_000 + b"}",
    "escaped line breaks": b'{"service":"1\\r\\nSet-Cookie: a=b","start":"\\r\\n","email":"a\\r\\nb@example.com"}',
    "a byte order mark": b'\xef\xbb\xbf{"service":"1"}',
    "UTF-16": '{"service":"1"}'.encode("utf-16"),
    "a name of 60 kB": b'{"hold":"x","customer":{"name":"' + b"n" * 60_000 + b'","email":"a@example.com"}}',
    "an email of 60 kB": b'{"email":"' + b"e" * 60_000 + b'@example.com","hold":"x"}',
    "a message of 60 kB": b'{"message":"' + b"m" * 60_000 + b'"}',
    "64 kB of blanks": b" " * 65_536,
    "64 kB of nothing": bytes(65_536),
}


@pytest.mark.parametrize("name", STRANGE)
def test_every_route_that_takes_a_body_refuses_a_strange_one(barber, name):
    for path in POSTS:
        answer = requests.post(barber.root + path, data=STRANGE[name], headers={"Content-Type": "application/json"}, timeout=30)
        problem(answer, 400, 404, 422)
        assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("kind", ["text/plain", "application/xml", "multipart/form-data; boundary=x", "application/json; charset=utf-16"])
def test_a_body_of_another_kind_is_no_server_error(barber, kind):
    for path in POSTS:
        assert requests.post(barber.root + path, data=b"hello", headers={"Content-Type": kind}, timeout=30).status_code < 500


def raw(port: int, request: bytes, end: bool = False) -> bytes:
    """Everything that nginx answers to these bytes."""
    with socket.create_connection(("127.0.0.1", port), timeout=15) as client:
        client.sendall(request)
        if end:
            client.shutdown(socket.SHUT_WR)
        answer = b""
        while part := client.recv(65_536):
            answer += part
    return answer


def post(fields: bytes, body: bytes = b"{}", path: bytes = b"/api/v1/barber/holds") -> bytes:
    return b"POST " + path + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + fields + b"\r\n" + body


WIRES = {
    "no length at all": (post(b""), (400, 411, 422)),
    "an empty length": (post(b"Content-Length: \r\n"), (400,)),
    "a length with a sign": (post(b"Content-Length: +2\r\n"), (400,)),
    "a length in hexadecimal": (post(b"Content-Length: 0x2\r\n"), (400,)),
    "a length and chunks": (post(b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n", b"2\r\n{}\r\n0\r\n\r\n"), (400, 422)),
    "a chunk below nothing": (post(b"Transfer-Encoding: chunked\r\n", b"-1\r\n{}\r\n0\r\n\r\n"), (400,)),
    "a chunk beyond any number": (post(b"Transfer-Encoding: chunked\r\n", b"f" * 20 + b"\r\n{}"), (400,)),
    "a NUL in a header": (post(b"X-A: a\0b\r\nContent-Length: 2\r\n"), (400,)),
    "a line break in a header's name": (post(b"X-A\r: b\r\nContent-Length: 2\r\n"), (400, 422)),
    "a header without a name": (post(b": b\r\nContent-Length: 2\r\n"), (400, 422)),
    "a folded header": (post(b"X-A: b\r\n c\r\nContent-Length: 2\r\n"), (400, 422)),
    "a key with a line break": (post(b"Idempotency-Key: 0123456789abcdef\rSet-Cookie: a=b\r\nContent-Length: 2\r\n"), (400, 422)),
    "a thousand headers": (post(b"".join(b"X-%d: y\r\n" % n for n in range(1000)) + b"Content-Length: 2\r\n"), (431,)),
    "33 kB of headers": (post(b"".join(b"X-%d: %s\r\n" % (n, b"y" * 1000) for n in range(40)) + b"Content-Length: 2\r\n"), (431,)),
    "no host": (b"GET /api/v1/barber/services HTTP/1.1\r\nConnection: close\r\n\r\n", (400,)),
    "two hosts": (b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n", (400,)),
    "a path of 40 kB": (b"GET /" + b"a" * 40_000 + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", (414,)),
    "a method that nobody knows": (b"BREW /api/v1/barber/services HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", (405,)),
    "a version of the future": (b"GET / HTTP/9.9\r\nHost: x\r\nConnection: close\r\n\r\n", (400, 505)),
}


@pytest.mark.parametrize("name", WIRES)
def test_a_strange_head_is_a_problem_and_never_a_server_error(stack, name):
    request, statuses = WIRES[name]
    answer = raw(stack.port, request)
    assert answer.startswith(b"HTTP/1.1 ") and int(answer[9:12]) in statuses, answer[:300]
    assert b"Set-Cookie" not in answer


def test_a_body_shorter_than_its_length_holds_nothing(barber, stack):
    start = barber.slots(after_days=8)[60]["start"]
    body = json.dumps({"service": barber.service()["id"], "start": start}).encode()
    raw(stack.port, post(b"Content-Length: %d\r\n" % (len(body) + 10), body), end=True)
    with stack.database() as database:
        assert database.execute("select count(*) from bookings where start_at = %s", [start]).fetchone() == (0,)


def test_what_follows_a_body_is_no_part_of_it(barber, stack):
    """The rest is another request, which nginx refuses by itself: nothing is smuggled."""
    body = json.dumps({"service": barber.service()["id"], "start": barber.slots(after_days=8)[64]["start"]}).encode()
    request = b"POST /api/v1/barber/holds HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n" % len(body)
    answer = raw(stack.port, request + body + b"smuggled\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 201")
    assert b"HTTP/1.1 400 " in answer


@pytest.mark.parametrize("size", [65_537, 1_000_000, 25_000_000])
def test_a_large_body_that_is_sent_all_the_same_is_refused(barber, size):
    """nginx answers before all of it has come, so the sender may find its way closed first."""
    with contextlib.suppress(requests.ConnectionError):
        problem(requests.post(f"{barber.root}/holds", data=bytes(size), timeout=30), 413)
    assert barber.get("/services").status_code == 200


OVERRIDES = ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"]


@pytest.mark.parametrize("header", OVERRIDES)
def test_no_header_changes_the_method(barber, header):
    held = barber.hold(barber.slots(after_days=8)[70])
    path = f"{barber.root}/holds/{held.json()['id']}"
    assert requests.post(path + "?_method=DELETE", data={"_method": "DELETE"}, headers={header: "DELETE"}, timeout=30).status_code == 405
    barber.release(held)


def test_a_made_up_host_stands_in_no_link(barber, stack):
    spoofed = {"Host": "evil.example", "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https", "Forwarded": "host=evil.example"}
    hold = barber.hold(barber.slots(after_days=8)[76]).json()["id"]
    customer = {"name": "Ada Byron", "email": "spoofed@example.com"}
    booked = barber.post("/bookings", {"hold": hold, "customer": customer}, **spoofed)
    assert booked.json()["manage_url"].startswith(f"{stack.base}/manage/")
    for path in ("/t/barber", "/t/barber/", "/admin", "/assets"):
        answer = requests.get(stack.base + path, headers=spoofed, timeout=30, allow_redirects=False)
        assert "evil.example" not in answer.text + str(answer.headers)


PATHS = [
    "//",
    "//api/v1/barber/services",
    "/..;/admin/",
    "/api/v1/barber/..;/demo/services",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/api/v1/bar%00ber/services",
    "/api/v1/barber/%c0%ae%c0%ae/services",
    "/t/barber/holds/%0d%0aSet-Cookie:%20a=b",
    "/assets/..%2f..%2fsecret",
    "/assets/%2e%2e/%2e%2e/settings",
    "/widget.js/",
    "/manage/%2f",
    "/\\..\\secret",
]


@pytest.mark.parametrize("path", PATHS)
def test_a_strange_path_leads_nowhere(stack, path):
    answer = raw(stack.port, f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    assert int(answer[9:12]) in (200, 301, 303, 308, 400, 403, 404), answer[:200]
    assert b"Set-Cookie: a=b" not in answer and b"HOLDFAST_" not in answer and b"root:" not in answer
    assert int(answer[9:12]) != 200 or path.startswith("//api"), answer[:200]
