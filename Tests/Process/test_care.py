"""What a worker does for its requests' sake and its own: limits, signs of life, titles, counts, and little room."""

import os
import resource
import signal
import struct
import time
from pathlib import Path

import pytest
from conftest import alive, eventually
from fastcgi import get

# Words of a place, as the scoreboard's layout says.
HEARTBEAT, RESIDENT, DATABASE, CANCELLED, SHED, ROUTE, ACCEPTED, SLOW, DROPPED = 3, 4, 5, 6, 7, 8, 12, 13, 14


def word(pid: int, number: int, place: int = 0) -> int:
    with open(f"/proc/{pid}/fd/3", "rb") as scoreboard:
        scoreboard.seek((512 + place * 1024 + number) * 8)
        return struct.unpack("<Q", scoreboard.read(8))[0]


def title(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_bytes().rstrip(b"\0").decode()


def seconds_used(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def test_a_request_past_its_limit_is_stopped_and_its_worker_lives(start):
    house = start(1, request=300)
    worker, began = house.pid(), time.monotonic()
    answer = house.ask(get("/statement"))
    assert 0.3 <= time.monotonic() - began < 1.3
    assert (answer.status, answer.headers["Content-Type"], answer.headers["Retry-After"]) == (504, "application/problem+json", "2")
    assert b'"code":"timeout"' in answer.body and b'"request_id":"test"' in answer.body
    assert house.wait_for("request_overdue")[0] | {"id": "test", "route": "test.statement"} == house.told("request_overdue")[0]
    assert house.pid() == worker
    assert (word(worker, CANCELLED), word(worker, SHED)) == (1, 0)
    assert house.stop() == 0
    assert not house.told("worker_overdue")


def test_what_came_about_past_the_limit_all_the_same_stays_a_success(start):
    house = start(1, request=200)
    assert house.ask(get("/statement/kept")).body == b"came about all the same"
    assert house.ask(get("/hello")).status == 200
    assert house.stop() == 0


def test_a_limit_begins_anew_with_each_request(start):
    house = start(1, request=2_000)
    assert [house.ask(get("/toil/600000")).status for _ in range(4)] == [200] * 4
    assert word(house.pid(), CANCELLED) == 0
    assert house.stop() == 0
    assert not house.told("request_overdue")


def test_a_worker_whose_supervisor_is_dead_ends_a_request_that_hangs(start):
    house = start(1, request=200, grace=200, insistence=100)
    client = house.connect().send(get("/spin"))
    eventually(lambda: "busy" in title(house.workers_now()[0]), "the request")
    worker = house.workers_now()[0]
    house.kill()
    eventually(lambda: not alive(worker), "the end of the worker")
    assert not client.answer().ended


def test_a_busy_worker_shows_that_it_runs_and_a_stopped_one_does_not(start):
    house = start(1, heartbeat=500)
    house.connect().send(get("/spin"))
    worker = house.workers_now()[0]
    first = word(worker, HEARTBEAT)
    eventually(lambda: word(worker, HEARTBEAT) > first, "a sign of life")
    os.kill(worker, signal.SIGSTOP)
    last = word(worker, HEARTBEAT)
    time.sleep(0.3)
    assert word(worker, HEARTBEAT) == last
    os.kill(worker, signal.SIGKILL)


def waited(seconds: float) -> str:
    return f"{time.time() - seconds:.3f}"


def test_a_request_that_waited_too_long_in_a_long_queue_is_told_to_come_back(start):
    house = start(1, queue=100)
    client = house.connect().send(get("/wait"))
    house.wait_until_a_worker_waits()
    old, new = house.connect().send(get("/hello", REQUEST_ARRIVED=waited(0))), house.connect()
    time.sleep(0.25)
    new.send(get("/hello", REQUEST_ARRIVED=waited(0)))
    house.let_go()
    answer = old.answer()
    assert (answer.status, answer.headers["Retry-After"]) == (503, "2")
    assert b'"code":"unavailable"' in answer.body
    assert (client.answer().body, new.answer().body) == (b"waited", b"hello")
    assert word(house.pid(), SHED) == 1
    assert house.stop() == 0


def test_a_request_whose_worker_died_is_served_however_long_the_queue_has_been(start):
    house = start(2, queue=100)
    other = house.connect().send(get("/wait"))
    house.wait_until_a_worker_waits()
    (idle,) = [pid for pid in house.workers_now() if b"[busy" not in Path(f"/proc/{pid}/cmdline").read_bytes()]
    killed = house.connect().send(get("/wait", REQUEST_ID="tried"))
    house.wait_until_a_worker_waits()
    arrived = waited(0)
    new, again = (house.connect().send(get("/hello", REQUEST_ID=id, REQUEST_ARRIVED=arrived)) for id in ("new", "tried"))
    time.sleep(0.25)
    os.kill(idle, signal.SIGKILL)
    assert not killed.answer().ended
    assert (new.answer().status, again.answer().status) == (503, 200)
    house.let_go()
    assert other.answer().body == b"waited"
    assert house.stop() == 0


def test_an_old_request_is_served_where_the_queue_is_short(start):
    house = start(1, queue=100)
    time.sleep(0.2)
    assert house.ask(get("/hello", REQUEST_ARRIVED=waited(5))).status == 200
    assert word(house.pid(), SHED) == 0
    assert house.stop() == 0


def test_a_request_that_waited_for_a_worker_to_start_is_served(start):
    """As after a supervisor's death, or where all workers died at once: nobody waited behind too many others."""
    house = start(1, queue=100)
    (worker,) = house.workers_now()
    os.kill(worker, signal.SIGSTOP)
    client = house.connect().send(get("/hello", REQUEST_ARRIVED=waited(0)))
    time.sleep(0.25)
    os.kill(worker, signal.SIGKILL)
    assert client.answer().body == b"hello"
    assert word(house.pid(), SHED) == 0
    assert house.stop() == 0


def test_work_whose_visitor_has_gone_is_dropped_after_the_queue(start):
    house = start(1)
    client = house.connect().send(get("/wait"))
    house.wait_until_a_worker_waits()
    house.connect().send(get("/never")).close()
    house.let_go()
    assert client.answer().body == b"waited"
    assert house.wait_for("dropped")[0]["reason"] == "gone"
    assert "/never" not in house.ran()
    assert word(house.pid(), DROPPED) == 1
    assert house.stop() == 0


def test_a_slow_request_is_told_with_its_stages(start):
    house = start(1, slow=50)
    assert house.ask(get("/toil/80000", REQUEST_ARRIVED=waited(0.5))).status == 200
    line = house.wait_for("slow")[0]
    assert (line["id"], line["route"], line["tenant"]) == ("test", "test.sleep", 7)
    assert (line["statement"], line["statement_ms"], line["db_ms"]) == ("Test.slowest", 2, 3)
    stages = line["arrival_ms"] + line["handler_ms"] + line["db_ms"] + line["sending_ms"]
    assert abs(stages - line["ms"]) < 0.01
    assert 490 <= line["queue_ms"] < 5_000
    worker = house.pid()
    assert (word(worker, SLOW), word(worker, DATABASE)) == (1, 3_000)
    assert house.stop() == 0
    assert len(house.told("slow")) == 1


def test_processes_say_what_they_do_and_show_no_environment(start):
    house = start(2, secret=12345)
    workers = house.workers_now()
    assert title(house.process.pid) == "ProcessHost: supervisor"
    names = {"ProcessHost: test worker 0 [idle]", "ProcessHost: test worker 1 [idle]"}
    eventually(lambda: {title(pid) for pid in workers} == names, "idle workers")
    client = house.connect().send(get("/wait"))
    house.wait_until_a_worker_waits()
    assert [title(pid).rpartition("[")[2] for pid in workers if "busy" in title(pid)] == ["busy test.wait]"]
    house.let_go()
    assert client.answer().status == 200
    eventually(lambda: all("[idle]" in title(pid) for pid in workers), "idle workers")
    for pid in [house.process.pid, *workers]:
        assert not Path(f"/proc/{pid}/environ").read_bytes().strip(b"\0")
    assert house.stop() == 0


def test_the_scoreboard_tells_memory_route_and_connections(start):
    house = start(1)
    worker = house.pid()
    house.ask(get("/hello"))
    name = b"".join(struct.pack("<Q", word(worker, ROUTE + at)) for at in range(4))
    assert name.rstrip(b"\0") == b"test.hello"
    assert word(worker, ACCEPTED) == 2
    eventually(lambda: 1 << 20 < word(worker, RESIDENT) < 1 << 28, "its memory")
    assert house.stop() == 0


@pytest.mark.parametrize("room", [True, False])
def test_a_worker_without_room_for_a_connection_waits_for_some_and_does_not_spin(start, room):
    house = start(1)
    # Before it has taken any connection: one that is just being closed would leave a descriptor free after this count.
    [worker] = house.workers_now()
    open_files = max(int(name) for name in os.listdir(f"/proc/{worker}/fd")) + 1
    usual = resource.prlimit(worker, resource.RLIMIT_NOFILE)
    resource.prlimit(worker, resource.RLIMIT_NOFILE, (open_files, usual[1]))
    client = house.connect().send(get("/pid"))
    assert "Too many open files" in house.wait_for("accept_refused", worker=0)[0]["error"]
    before = seconds_used(worker)
    if room:
        time.sleep(0.5)
        assert seconds_used(worker) - before < 0.1
        resource.prlimit(worker, resource.RLIMIT_NOFILE, usual)
        assert client.answer().body == str(worker).encode()
    else:
        assert house.wait_for("worker_left", pid=worker)[0]["code"] == 1
        assert client.answer().status == 200
    assert house.stop() == 0


def test_a_worker_that_asks_for_too_much_memory_ends_alone(start):
    house = start(2, megabytes_at_most=128)
    client = house.connect().send(get("/eat"))
    assert house.wait_for("worker_left")[0]["signal"] in (4, 5, 6, 11)
    assert not client.answer().ended
    assert house.ask(get("/hello")).status == 200
    assert house.stop() == 0
