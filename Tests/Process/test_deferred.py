"""Answers that may be put off: what the work gives when it is quick, something else at the limit when it is not, and never both."""

import os
import signal
import time

from fastcgi import body, get, head
from status import pool

# The front server took it so long ago that the limit of any test is over.
LONG_AGO = {"REQUEST_ARRIVED": "1780000000.000"}


def test_work_that_is_done_in_time_is_the_answer(house):
    client = house.connect().send(get("/deferred/60000"))
    house.wait_until_a_worker_waits()
    house.let_go()
    answer = client.answer()
    assert (answer.status, answer.body, answer.ended) == (200, b"worked", True)
    assert answer.headers["Content-Length"] == "6"
    line = house.wait_for("request")[0]
    assert line["route"] == "/deferred" and "deferred" not in line and "db_ms" in line
    assert house.ran() == ["/deferred/60000", "worked"]


def test_work_that_takes_too_long_goes_on_after_another_answer_has_ended(house):
    answer = house.ask(get("/deferred/1"))
    assert (answer.status, answer.body, answer.ended) == (200, b"meanwhile", True)
    assert answer.headers["Content-Length"] == "9"
    house.wait_until_a_worker_waits()
    line = house.wait_for("request")[0]
    assert line["deferred"] is True and line["route"] == "/deferred" and "gone" not in line
    [worker] = pool(house.folder)["workers"]
    assert (worker["state"], worker["route"], worker["answered"]) == ("continuing", "test.deferred", 1)
    house.let_go()
    assert house.ask(get("/hello")).status == 200
    assert house.ran() == ["/deferred/1", "worked", "/hello"]
    [worker] = pool(house.folder)["workers"]
    assert worker["answered"] == 2
    assert len(house.told("request")) + len(house.wait_for("request")) == 2


def test_the_limit_counts_from_when_the_front_server_took_the_request(house):
    answer = house.ask(get("/deferred/60000", **LONG_AGO))
    assert (answer.body, answer.ended) == (b"meanwhile", True)
    house.wait_until_a_worker_waits()
    house.let_go()


def test_a_client_that_left_before_the_limit_is_noticed_and_the_work_goes_on(house):
    client = house.connect().send(get("/deferred/300"))
    house.wait_until_a_worker_waits()
    client.close()
    assert house.wait_for("request", deferred=True, gone=True)
    house.let_go()
    assert house.ask(get("/hello")).status == 200
    assert "worked" in house.ran()


def test_a_worker_that_dies_before_the_limit_gives_no_answer_and_after_it_costs_none(start):
    house = start(2)
    client = house.connect().send(get("/deferred/60000"))
    house.wait_until_a_worker_waits()
    [busy] = [worker["pid"] for worker in pool(house.folder)["workers"] if worker["state"] == "busy"]
    os.kill(busy, signal.SIGKILL)
    assert client.answer().raw == b""
    answer = house.ask(get("/deferred/60000", **LONG_AGO))
    house.wait_until_a_worker_waits()
    [busy] = [worker["pid"] for worker in pool(house.folder)["workers"] if worker["state"] == "continuing"]
    os.kill(busy, signal.SIGKILL)
    assert (answer.body, answer.ended) == (b"meanwhile", True)
    house.wait_for("worker_left", pid=busy)
    assert "worked" not in house.ran()
    assert house.stop() == 0


def test_what_goes_on_is_held_to_the_limit_of_a_request(start):
    house = start(1, request=300, grace=100, insistence=100)
    assert house.ask(get("/deferred/60000", **LONG_AGO)).body == b"meanwhile"
    house.wait_until_a_worker_waits()
    assert house.wait_for("request_overdue", route="test.deferred")
    house.wait_for_each("worker_left", "worker_ready")
    assert house.ask(get("/hello")).status == 200
    assert house.stop() == 0


def test_a_graceful_stop_waits_for_what_goes_on(start):
    house = start(1)
    assert house.ask(get("/deferred/60000", **LONG_AGO)).body == b"meanwhile"
    house.wait_until_a_worker_waits()
    house.signal(signal.SIGQUIT)
    house.wait_for("draining")
    house.let_go()
    assert house.process.wait(20) == 0
    assert "worked" in house.ran()


def test_each_request_has_one_whole_answer_and_one_line_whichever_comes_first(start):
    """Work that ends around its limit, so that both threads want to answer."""
    house, asked, bodies = start(1), 300, []
    for number in range(asked):
        # The first limit is over already, the last is far away, and the work takes 0 to 18 ms.
        limit = [1, 1_005, 1_010, 1_015, 1_020, 60_000][number % 6]
        answer = house.ask(get(f"/racing/{limit}/{number % 7 * 3}", REQUEST_ARRIVED=f"{time.time() - 1:.3f}"))
        assert answer.ended and int(answer.headers["Content-Length"]) == len(answer.body)
        bodies.append(answer.body)
    assert set(bodies) == {b"worked", b"meanwhile"}
    lines = house.wait_for("request", asked)
    assert sum(line.get("deferred", False) for line in lines) == bodies.count(b"meanwhile")
    [worker] = pool(house.folder)["workers"]
    assert worker["answered"] == asked
    assert house.stop() == 0


def test_a_head_gets_no_body_and_the_work_is_not_done(house):
    answer = house.ask(head("/deferred/60000", "HEAD") + body(b""))
    assert (answer.status, answer.body, answer.ended) == (200, b"", True)
    assert house.ask(get("/hello")).status == 200
    assert house.ran() == ["/deferred/60000", "/hello"]
