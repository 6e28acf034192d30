"""What happens to processes: stops, deaths, reloads."""

import os
import signal
import threading

import pytest
from conftest import alive, eventually
from fastcgi import STDIN, Client, body, get, head, record


def test_a_graceful_stop_in_the_middle_of_a_body_reads_the_whole_body(start):
    house = start(1)
    client = house.connect().send(head("/echo", "POST", CONTENT_LENGTH="2000") + record(STDIN, bytes(1000)))
    house.signal(signal.SIGTERM)
    house.wait_for("draining")
    answer = client.send(body(bytes(1000))).answer()
    assert (answer.status, len(answer.body)) == (200, 2000)
    assert house.ended() == 0


def test_a_graceful_stop_serves_who_waited_in_the_queue_and_turns_away_who_comes_later(start):
    house = start(1)
    busy = house.connect().send(get("/wait"))
    house.wait_until_a_worker_waits()
    waiting = [house.connect().send(get("/hello")) for _ in range(50)]
    house.signal(signal.SIGTERM)
    house.wait_for("draining")
    with pytest.raises(ConnectionRefusedError):
        house.connect()
    house.let_go()
    assert busy.answer().body == b"waited"
    assert {client.answer().status for client in waiting} == {200}
    assert house.ended() == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGQUIT])
def test_a_graceful_stop_waits_for_the_request_under_way(start, number):
    house = start(2)
    client = house.connect().send(get("/wait"))
    house.wait_until_a_worker_waits()
    house.signal(number)
    house.wait_for("worker_left", code=0)
    house.let_go()
    assert client.answer().body == b"waited"
    assert house.ended() == 0
    assert not (house.folder / "test.sock").exists()


def test_a_graceful_stop_ends_at_its_deadline(start):
    house = start(1, stop=200)
    client = house.connect().send(get("/wait"))
    house.wait_until_a_worker_waits()
    house.signal(signal.SIGTERM)
    assert house.wait_for("worker_left")[0]["signal"] == signal.SIGKILL
    assert not client.answer().ended
    assert house.ended() == 0


def test_a_fast_stop_does_not_wait(start):
    house = start(1, insistence=50)
    client = house.connect().send(get("/wait"))
    house.wait_until_a_worker_waits()
    house.signal(signal.SIGINT)
    assert house.wait_for("worker_left")[0]["signal"] == signal.SIGKILL
    assert not client.answer().ended
    assert house.ended() == 0


def test_a_killed_worker_is_replaced(start):
    house = start(1)
    for _ in range(5):
        os.kill(first := house.pid(), signal.SIGKILL)
        house.wait_for("worker_left", pid=first, signal=signal.SIGKILL)
        house.wait_for("worker_ready")
        assert house.pid() != first
    assert house.stop() == 0


def test_the_answer_of_a_killed_worker_is_visibly_cut(start):
    house = start(1)
    client = house.connect().send(get("/stream"))
    client.until(b"one ")
    house.wait_until_a_worker_waits()
    os.kill(house.workers_now()[0], signal.SIGKILL)
    assert not client.answer().ended
    assert house.stop() == 0


def test_a_worker_that_cannot_boot_waits_longer_each_time_and_the_rest_serves(start):
    house = start(2)
    (house.folder / "broken").touch()
    os.kill(house.pid(), signal.SIGKILL)
    delays = [line["next_in_ms"] for line in house.wait_for("worker_left", 3, code=3)]
    assert delays == [100, 200, 400]
    assert house.ask(get("/hello")).status == 200
    (house.folder / "broken").unlink()
    house.wait_for("worker_ready")
    assert house.stop() == 0


def test_a_pool_that_cannot_boot_at_all_says_so_and_ends(start):
    house = start(2, ready=False, broken=True)
    house.wait_for("unbootable")
    assert house.ended() == 3
    assert len(house.told("worker_left")) == 2


def test_workers_finish_their_request_and_leave_when_the_supervisor_dies(start):
    house = start(2)
    client = house.connect().send(get("/wait"))
    house.wait_until_a_worker_waits()
    idle = house.pid()
    house.kill()
    eventually(lambda: not alive(idle), "the end of the idle worker")
    house.let_go()
    assert client.answer().body == b"waited"


def test_a_second_house_does_not_take_the_socket_of_a_living_one(start):
    house = start(1)
    assert start(1, ready=False, beside=house).ended() != 0
    assert house.ask(get("/hello")).status == 200
    assert house.stop() == 0


def test_a_house_takes_the_socket_that_a_dead_one_left(start):
    house = start(1)
    worker = house.pid()
    house.kill()
    eventually(lambda: not alive(worker), "the end of the worker")
    other = start(1, beside=house)
    assert other.ask(get("/hello")).status == 200
    assert other.stop() == 0


def test_a_reload_replaces_every_worker_and_loses_nothing(start):
    house = start(2)
    before, stop, answers = {house.pid() for _ in range(20)}, threading.Event(), []

    def load():
        while not stop.is_set():
            answers.append(Client(str(house.folder / "test.sock")).send(get("/hello")).answer().status)

    threads = [threading.Thread(target=load) for _ in range(4)]
    [thread.start() for thread in threads]
    for _ in range(5):
        house.signal(signal.SIGHUP)
        house.wait_for("reloaded")
    stop.set()
    [thread.join() for thread in threads]
    assert len(answers) > 20 and set(answers) == {200}
    assert before.isdisjoint({house.pid() for _ in range(20)})
    assert house.stop() == 0
    assert {line.get("code") for line in house.told("worker_left")} == {0}


def test_a_reload_does_not_wait_for_a_slow_request(start):
    house = start(1)
    client = house.connect().send(get("/wait"))
    house.wait_until_a_worker_waits()
    house.signal(signal.SIGHUP)
    house.wait_for("reloaded")
    assert house.ask(get("/hello")).status == 200
    house.let_go()
    assert client.answer().body == b"waited"
    assert house.stop() == 0


def test_a_reload_to_a_program_that_cannot_boot_keeps_the_old_workers(start):
    house = start(2)
    (house.folder / "broken").touch()
    house.signal(signal.SIGHUP)
    house.wait_for("reload_failed")
    assert {house.ask(get("/hello")).status for _ in range(10)} == {200}
    assert house.stop() == 0


def test_a_request_past_its_limit_costs_its_worker_only(start):
    house = start(2, request=200, grace=50, insistence=50)
    client = house.connect().send(get("/wait"))
    house.wait_until_a_worker_waits()
    assert house.ask(get("/hello")).status == 200
    house.wait_for("worker_overdue")
    house.wait_for_each("worker_ready", "worker_left")
    assert house.told("worker_left")[0]["signal"] == signal.SIGKILL
    assert not client.answer().ended
    assert house.stop() == 0


def test_a_socket_is_open_to_owner_and_group_only(start):
    house = start(1)
    assert (house.folder / "test.sock").stat().st_mode & 0o777 == 0o660
    assert house.stop() == 0


def test_a_worker_holds_nothing_that_it_was_not_given(start):
    house = start(1)
    open_files = {int(name) for name in os.listdir(f"/proc/{house.pid()}/fd")}
    assert {0, 1, 2, 3, 4, 5} <= open_files and len(open_files) <= 10
    assert house.stop() == 0
