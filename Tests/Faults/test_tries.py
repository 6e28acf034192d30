"""How often nginx hands one request to the pools: often enough that a dead worker is no loss, never so often that
something runs twice that must not. nginx's own tests of this are fastcgi_next_upstream and its kin.
"""

import socket
import threading
from collections.abc import Iterator

import pytest
import requests
from understudy import Site, answers, dies, dies_in_its_answer, fails, hangs

WAITS = {"fastcgi_read_timeout 8s": "fastcgi_read_timeout 300ms", "fastcgi_read_timeout 90s": "fastcgi_read_timeout 300ms"}
HOLDS, CHAT = "/api/v1/barber/holds", "/api/v1/barber/chat"


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    site = Site(**WAITS)
    yield site
    site.remove()


def post(site: Site, path: str, patience: float = 30) -> requests.Response:
    return requests.post(site.base + path, json={"message": "hello"}, headers={"Idempotency-Key": "k" * 32}, timeout=patience)


def pool(site: Site, path: str):
    return site.talk if path == CHAT else site.web


@pytest.mark.parametrize("path", [HOLDS, CHAT, "/manage/token/cancellation", "/t/barber/holds"])
def test_a_request_whose_worker_dies_is_tried_again_with_the_same_id_and_body(site, path):
    given = pool(site, path).plays(dies, dies, answers)
    answer = post(site, path)
    assert (answer.status_code, answer.text) == (200, "answered")
    assert len(given.requests) == 3
    assert len(set(given.requests)) == 1 and b"REQUEST_ID" in given.requests[0] and b"hello" in given.requests[0]


@pytest.mark.parametrize("path", [HOLDS, CHAT])
def test_a_request_that_kills_its_workers_takes_three_and_no_more(site, path):
    given = pool(site, path).plays(dies)
    answer = post(site, path)
    assert (answer.status_code, answer.json()["code"], len(given.requests)) == (503, "unavailable", 3)
    assert answer.headers["Retry-After"]


def test_a_read_that_waits_too_long_is_tried_again(site):
    given = site.web.plays(hangs, answers)
    assert requests.get(f"{site.base}/api/v1/barber/services", timeout=30).text == "answered"
    assert len(given.requests) == 2


def test_a_keyed_write_that_waits_too_long_is_tried_again_under_its_key(site):
    given = site.web.plays(hangs, answers)
    assert post(site, HOLDS).text == "answered"
    assert len(given.requests) == 2 and given.requests[0] == given.requests[1] and b"k" * 32 in given.requests[0]


def test_a_turn_that_waits_too_long_is_never_tried_again(site):
    given = site.talk.plays(hangs, answers)
    answer = post(site, CHAT)
    assert (answer.status_code, answer.json()["code"], len(given.requests)) == (503, "unavailable", 1)


@pytest.mark.parametrize("path", [HOLDS, CHAT])
def test_a_visitor_who_leaves_takes_his_request_out_of_the_queue(path):
    """A worker drops what nobody waits for any more, as long as nginx says that nobody does."""
    site, left = Site(), threading.Event()

    def waits(connection: socket.socket) -> None:
        connection.settimeout(30)
        if connection.recv(1) == b"":
            left.set()

    try:
        given = pool(site, path).plays(waits)
        with pytest.raises(requests.Timeout):
            post(site, path, patience=1)
        assert left.wait(5), "nginx itself gives up after 8 s"
        assert len(given.requests) == 1
    finally:
        site.remove()


@pytest.mark.parametrize("path", [HOLDS, CHAT])
def test_an_answer_that_has_begun_is_not_begun_again(site, path):
    given = pool(site, path).plays(dies_in_its_answer, answers)
    with pytest.raises(requests.RequestException):
        post(site, path, patience=1)
    assert len(given.requests) == 1


@pytest.mark.parametrize("path", [HOLDS, CHAT])
def test_the_pools_own_refusal_is_not_tried_again(site, path):
    given = pool(site, path).plays(fails, answers)
    assert post(site, path).status_code == 503
    assert len(given.requests) == 1


def test_a_request_is_whole_before_a_worker_sees_it(site):
    """A slow body costs a connection of nginx and never a worker."""
    given = site.web.plays(answers)

    def slowly():
        yield b'{"mess'
        assert given.requests == []
        yield b'age":"hello"}'

    assert requests.post(site.base + HOLDS, data=slowly(), timeout=30).text == "answered"
    assert len(given.requests) == 1


def test_what_a_visitor_says_of_himself_reaches_no_worker(site):
    """The method, the host of a proxy, the request's id and its address are nginx's own."""
    given = site.web.plays(answers)
    forged = {"X-HTTP-Method-Override": "DELETE", "X-Request-Id": "forged-id", "Proxy": "http://evil.example", "REMOTE-ADDR": "10.9.9.9"}
    requests.get(f"{site.base}/api/v1/barber/services", headers=forged, timeout=30)
    told = given.requests[0]
    assert b"forged-id" not in told and b"evil.example" not in told
    assert b"REQUEST_METHODGET" in told and b"REMOTE_ADDR127.0.0.1" in told
