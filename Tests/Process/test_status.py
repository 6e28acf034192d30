"""What the supervisor tells of its pools, and that telling it costs the pools nothing. PHP-FPM's own tests of this are status-basic,
status-listen (a socket of its own), ping and bug #76109 (queue of a unix socket)."""

import contextlib
import os
import random
import signal
import statistics
import time

import pytest
from conftest import eventually
from fastcgi import get
from prometheus_client.parser import text_string_to_metric_families
from status import TOKEN, Told, dial, heard, pool, tell


def fill(house, count: int) -> list:
    """Busies one worker, and leaves so many connections in the queue."""
    clients = [house.connect().send(get("/wait"))]
    house.wait_until_a_worker_waits()
    return clients + [house.connect().send(get("/hello")) for _ in range(count)]


def samples(text: str) -> dict:
    """Every sample by its name and labels; the parser refuses what isn't the format."""
    families = list(text_string_to_metric_families(text))
    assert len({family.name for family in families}) == len(families)
    return {(sample.name, *sorted(sample.labels.items())): sample.value for family in families for sample in family.samples}


def test_the_pool_is_told_as_json(start):
    house = start(2)
    assert house.ask(get("/hello")).status == 200
    eventually(lambda: pool(house.folder)["idle"] == 2, "two idle workers")
    told = tell(house.folder, "/pool")
    assert (told.version, told.status, told.headers["Content-Type"]) == ("HTTP/1.0", 200, "application/json")
    whole, (found,) = told.json(), told.json()["pools"]
    assert whole["supervisor"]["pid"] == house.process.pid
    assert len(whole["supervisor"]["build"]) >= 16 and int(whole["supervisor"]["build"], 16)
    assert (found["name"], found["mode"], found["phase"], found["seats"]) == ("test", "static", "running", 2)
    assert found["size"] == {"least": 2, "most": 2, "now": 2}
    assert (found["answered"], found["idle"], found["active"]) == (1, 2, 0)
    assert {worker["pid"] for worker in found["workers"]} == set(house.workers_now())
    assert {worker["state"] for worker in found["workers"]} == {"idle"}
    assert house.stop() == 0
    assert not (house.folder / "status.sock").exists()


def test_head_is_answered_without_a_body(start):
    house = start(1)
    for path in ("/pool", "/metrics", "/livez"):
        whole, head = tell(house.folder, path), tell(house.folder, path, "HEAD")
        assert (head.status, head.body, head.headers["Content-Type"]) == (200, b"", whole.headers["Content-Type"])
        assert int(head.headers["Content-Length"]) > 0
    assert tell(house.folder, "/livez").body == b"alive\n"
    assert house.stop() == 0


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_can_be_changed(start, method):
    house = start(1)
    told = tell(house.folder, "/pool", method, Content_Length="5")
    assert (told.status, told.headers["Allow"], told.json()["code"]) == (405, "GET, HEAD", "method_not_allowed")
    assert house.stop() == 0


def test_only_this_machine_or_the_token_sees_the_pool(start):
    house = start(1)
    visitors = {
        200: [{}, {"X_Real_IP": "127.0.0.1"}, {"X_Real_IP": "127.9.8.7"}, {"X_Real_IP": "::1"}],
        404: [{"X_Real_IP": address} for address in ("203.0.113.9", "", "unix:", "127.0.0.1.example", "1270.0.0.1", "::ffff:8.8.8.8")],
    }
    far = {"X_Real_IP": "203.0.113.9"}
    visitors[200] += [far | {"Authorization": f"Bearer {TOKEN}"}, far | {"authorization": f"bearer {TOKEN}"}]
    visitors[404] += [far | {"Authorization": word} for word in ("Bearer", "Bearer ", TOKEN, f"Bearer {TOKEN}x", f"Bearer {TOKEN[:-1]}")]
    visitors[404] += [far | {"x-real-ip": "127.0.0.1"}, far | {"Authorization": f"Basic {TOKEN}"}]
    for status, all_fields in visitors.items():
        for fields in all_fields:
            assert {tell(house.folder, path, **fields).status for path in ("/pool", "/metrics")} == {status}, fields
    assert tell(house.folder, "/livez", **far).status == 200
    assert tell(house.folder, "/other").status == 404
    assert house.stop() == 0


def test_the_queue_is_told_as_it_truly_is_now_and_at_its_highest(start):
    house = start(1, insistence=50)
    fill(house, 36)
    eventually(lambda: pool(house.folder)["queue"]["now"] == 36, "36 in the queue")
    assert pool(house.folder)["queue"] == {"now": 36, "max": 36, "limit": 4096}
    house.let_go()
    eventually(lambda: pool(house.folder)["queue"]["now"] == 0, "an empty queue")
    assert pool(house.folder)["queue"]["max"] == 36
    assert house.stop() == 0


def test_it_is_told_within_5_ms_with_every_worker_busy_and_four_times_as_many_waiting(start):
    house = start(2, insistence=50)
    clients = [house.connect().send(get("/wait")) for _ in range(10)]
    eventually(lambda: (pool(house.folder)["active"], pool(house.folder)["queue"]["now"]) == (2, 8), "all workers busy")
    times = []
    for _ in range(100):
        began = time.perf_counter()
        assert tell(house.folder, "/pool").status == 200
        times.append(time.perf_counter() - began)
    assert statistics.median(times) < 0.005
    assert len(clients) == 10
    house.signal(signal.SIGINT)
    assert house.ended() == 0


def test_a_busy_worker_shows_since_when(start):
    house = start(1, insistence=50)
    fill(house, 0)
    eventually(lambda: pool(house.folder)["workers"][0]["seconds"] > 0.02, "time that passes")
    (worker,) = pool(house.folder)["workers"]
    assert (worker["state"], worker["pid"]) == ("busy", house.workers_now()[0])
    house.let_go()
    assert house.stop() == 0


def test_100_silent_clients_keep_nobody_from_being_heard(start):
    house = start(1)
    silent = [dial(house.folder) for _ in range(100)]
    assert tell(house.folder, "/livez").status == 200
    os.kill(house.pid(), signal.SIGKILL)
    house.wait_for("worker_ready")
    assert {heard(client) for client in silent} == {b""}, "each is closed, unanswered"
    assert house.stop() == 0


def test_half_a_question_is_waited_for_and_not_for_long(start):
    house = start(1)
    late, slow = dial(house.folder), dial(house.folder)
    late.sendall(b"GET /po")
    began = time.monotonic()
    for byte in b"GET /livez HTTP/1.0\r\n\r\n":
        slow.sendall(bytes([byte]))
    assert Told(heard(slow)).status == 200
    assert heard(late) == b""
    assert 1.5 < time.monotonic() - began < 10
    assert house.stop() == 0


@pytest.mark.parametrize(
    ("question", "status"),
    [
        (b"\x16\x03\x01\x02\x00\x01\x00\n\n", 400),
        (b"\n\n", 400),
        (b"GET /pool\r\n\r\n", 400),
        (b"GET /pool HTTP/2.0\r\n\r\n", 400),
        (b"get /pool HTTP/1.0\r\n\r\n", 400),
        (b"GET pool HTTP/1.0\r\n\r\n", 400),
        (b"GET  /pool HTTP/1.0\r\n\r\n", 400),
        (b"GET /pool HTTP/1.0\r\nno field\r\n\r\n", 400),
        (b"GET /pool HTTP/1.0\r\nX-Real-IP : 127.0.0.1\r\n\r\n", 400),
        (b"GET /pool HTTP/1.0\r\n folded: 1\r\n\r\n", 400),
        (b"GET /pool HTTP/1.0\r\nA: \0\r\n\r\n", 400),
        (b"GET /pool HTTP/1.0\r\nAuthorization: a\r\nAuthorization: b\r\n\r\n", 400),
        (b"GET /pool HTTP/1.0\r\nA: " + b"a" * 9_000 + b"\r\n\r\n", 431),
        (b"a" * 1_000_000, 431),
        (b"GET /pool?x=1 HTTP/1.0\n\n", 200),
        (b"GET /livez HTTP/1.1\r\n\r\n" * 5_000, 200),
        (b"GET /livez HTTP/1.0\r\n\r\n" + os.urandom(300_000), 200),
    ],
    ids=lambda value: repr(value[:40]) if isinstance(value, bytes) else str(value),
)
def test_whatever_is_sent_gets_one_answer(start, question, status):
    house = start(1)
    with dial(house.folder) as client:
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            client.sendall(question)
        told = Told(heard(client))
    assert told.status == status
    assert int(told.headers["Content-Length"]) == len(told.body)
    assert tell(house.folder, "/livez").status == 200
    assert house.stop() == 0


def test_a_client_that_does_not_read_is_left(start):
    house = start(1)
    deaf = [dial(house.folder) for _ in range(80)]
    for client in deaf:
        # There may be 64 at once; the oldest are closed for the newest.
        with contextlib.suppress(BrokenPipeError):
            client.sendall(b"GET /metrics HTTP/1.0\r\n\r\n")
    assert tell(house.folder, "/livez").status == 200
    assert house.ask(get("/hello")).status == 200
    assert house.stop() == 0


def test_metrics_are_what_prometheus_reads(start):
    house = start(2)
    for _ in range(3):
        house.ask(get("/hello"))
    eventually(lambda: pool(house.folder)["idle"] == 2, "two idle workers")
    told = tell(house.folder, "/metrics")
    assert told.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    found = samples(told.body.decode())
    of_pool = ("pool", "test")
    assert found["holdfast_requests_total", of_pool] == 3
    assert found["holdfast_seats", of_pool] == 2
    assert found["holdfast_workers", of_pool, ("state", "idle")] == 2
    assert found["holdfast_phase", ("phase", "running"), of_pool] == 1
    assert found["holdfast_queue_length", of_pool] == 0
    assert found["holdfast_queue_limit", of_pool] == 4096
    assert found["holdfast_restarts_total", ("cause", "crash"), of_pool] == 0
    assert abs(found["holdfast_start_time_seconds",] - time.time()) < 60
    assert any(name == "holdfast_build_info" for name, *_ in found)
    assert house.stop() == 0


def test_times_are_told_by_route(start):
    house = start(2)
    for path in ("/hello", "/hello", f"/toil/{30_000}"):
        assert house.ask(get(path)).status == 200
    routes = {route["route"]: route for route in pool(house.folder)["routes"]}
    assert sum(route["count"] for route in routes.values()) == 3
    assert all(route["p50_ms"] <= route["p95_ms"] <= route["p99_ms"] for route in routes.values())
    assert max(route["p99_ms"] for route in routes.values()) > 25
    found = samples(tell(house.folder, "/metrics").body.decode())
    histogram = "holdfast_request_duration_seconds"
    for name, route in routes.items():
        labels = (("pool", "test"), ("route", name))
        assert found[f"{histogram}_count", *labels] == found[f"{histogram}_bucket", ("le", "+Inf"), *labels] == route["count"]
    slow = sum(value for (name, *_), value in found.items() if name == f"{histogram}_sum")
    assert 0.03 <= slow < 5
    assert house.stop() == 0


def test_memory_and_accepted_connections_are_told(start):
    house = start(1)
    house.ask(get("/hello"))
    house.connect().close()
    eventually(lambda: pool(house.folder)["dropped"] == 1, "a connection that was dropped")
    found = pool(house.folder)
    assert (found["accepted"], found["answered"]) == (2, 1)
    assert 1_000_000 < found["workers"][0]["resident_bytes"] < 1_000_000_000
    assert found["workers"][0]["route"]
    assert house.stop() == 0


def test_counts_never_go_backwards_when_workers_leave(start):
    house = start(1)
    before = 0
    for death in range(1, 4):
        for _ in range(5):
            house.ask(get("/hello"))
        os.kill(house.pid(), signal.SIGKILL)
        house.wait_for("worker_ready")
        found = samples(tell(house.folder, "/metrics").body.decode())
        counted = found["holdfast_requests_total", ("pool", "test")]
        assert counted > before and counted >= 5 * death
        assert found["holdfast_restarts_total", ("cause", "crash"), ("pool", "test")] == death
        before = counted
    assert house.stop() == 0


def test_a_reload_is_told_with_how_it_ended(start):
    house = start(1)
    assert tell(house.folder, "/pool").json()["reload"]["outcome"] == "none"
    house.signal(signal.SIGHUP)
    house.wait_for("reloaded")
    whole = tell(house.folder, "/pool").json()
    assert (whole["generation"], whole["reload"]["outcome"], whole["reload"]["reason"]) == (2, "done", None)
    (house.folder / "broken").touch()
    house.signal(signal.SIGHUP)
    house.wait_for("reload_failed")
    whole = tell(house.folder, "/pool").json()
    assert (whole["generation"], whole["reload"]["outcome"]) == (2, "failed")
    assert "Broken" in whole["reload"]["reason"]
    assert house.stop() == 0


def test_whatever_a_worker_writes_on_the_scoreboard_the_supervisor_lives_and_answers(start):
    house = start(2)
    seed = random.randrange(1 << 32)
    dice = random.Random(seed)
    before = {}
    for _ in range(40):
        # A worker that is found to be overdue is ended, so it may be gone by now.
        with contextlib.suppress(FileNotFoundError), open(f"/proc/{dice.choice(house.workers_now())}/fd/3", "r+b", buffering=0) as board:
            board.seek(dice.randrange(4096 + 3 * 8192))
            board.write(dice.choice([dice.randbytes(8192), b"\xff" * 20_000, b"\0" * 9_000, b"\x7f" + b"\xff" * 8191]))
        whole = tell(house.folder, "/pool").json()
        found = samples(tell(house.folder, "/metrics").body.decode())
        assert {worker["pid"] for worker in whole["pools"][0]["workers"]} <= set(house.workers_now()), seed
        counters = {key: value for key, value in found.items() if key[0].endswith(("_total", "_count", "_bucket", "_sum"))}
        assert all(counters[key] >= value for key, value in before.items()), seed
        before = counters
    assert house.process.poll() is None
    house.signal(signal.SIGINT)
    assert house.ended() == 0
