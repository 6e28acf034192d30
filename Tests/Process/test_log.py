"""The log: what is told, what a worker prints by itself, and readers that don't read (PHP-FPM's catch_workers_output)."""

import contextlib
import fcntl
import json
import os
import signal
import time
from pathlib import Path

from conftest import eventually
from fastcgi import get

LINE = 64


def peak(pid: int) -> int:
    """The most memory that a process has ever had, in bytes."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) * 1024


def lines_of(text: str) -> list[dict]:
    """Every line must be whole: half a line is no JSON."""
    return [json.loads(line) for line in text.splitlines()]


def opens(house) -> bool:
    with contextlib.suppress(OSError):
        house.connect().close()
        return True
    return False


def test_a_request_is_one_line_with_its_id_route_status_and_times(start):
    house = start(1)
    house.ask(get("/hello", REQUEST_ID="abc"))
    [line] = house.wait_for("request")
    assert {name: line[name] for name in ("pool", "worker", "id", "method", "route", "status")} == {
        "pool": "test",
        "worker": 0,
        "id": "abc",
        "method": "GET",
        "route": "/text",
        "status": 200,
    }
    assert line["ms"] > 0 and line["db_ms"] == 0


def test_what_a_worker_prints_is_told_with_who_printed_it(start):
    house = start(1)
    pid = house.pid()
    house.ask(get(f"/print/{2 * LINE}"))
    told = house.wait_for("printed", 2, pool="test", worker=0, pid=pid)
    assert [line["text"] for line in told] == ["x" * (LINE - 1)] * 2


def test_the_last_words_of_a_dying_worker_arrive(start):
    house = start(1)
    house.ask(get("/trap"))
    words = house.wait_for("printed")[0]["text"]
    assert "Fatal error: as the test asked" in words


def test_a_worker_that_prints_100_mb_costs_no_memory_and_holds_up_nobody(start):
    house, size = start(2), 100_000_000
    # The first lines make the buffers as large as they ever are.
    house.ask(get("/print/200000"))
    house.wait_for("prints_lost")
    before = peak(house.process.pid)
    printer = house.connect().send(get(f"/print/{size}"))
    slowest = 0.0
    for _ in range(100):
        began = time.monotonic()
        assert house.ask(get("/hello")).status == 200
        slowest = max(slowest, time.monotonic() - began)
    assert printer.answer().status == 200
    missed, told = 0, len(house.told("printed"))
    while missed < 0.9 * size:
        missed += sum(line["bytes"] for line in house.wait_for("prints_lost"))
    assert peak(house.process.pid) - before < 2_000_000
    assert slowest < 1
    assert house.stop() == 0
    # 64 kB in each second that it took, which the counts tell apart.
    seconds = len(house.told("prints_lost"))
    assert (len(house.told("printed")) - told) * LINE <= 65_536 * (seconds + 1)


def test_a_log_reader_that_stalls_blocks_no_request(start):
    reading, writing = os.pipe()
    house = start(1, ready=False, stderr=writing)
    os.close(writing)
    eventually(lambda: opens(house), "the socket")
    # More than the workers' pipe, the supervisor's bound and the reader's pipe hold together.
    count = 9_000
    for _ in range(count):
        assert house.ask(get("/hello")).status == 200
    fcntl.fcntl(reading, fcntl.F_SETFL, os.O_NONBLOCK)
    text = b""

    def lost_is_told() -> bool:
        nonlocal text
        house.ask(get("/hello"))
        with contextlib.suppress(BlockingIOError):
            text += os.read(reading, 1_000_000)
        return b'"lines_lost"' in text.rpartition(b"\n")[0]

    eventually(lost_is_told, "the count of the lines that found no room")
    house.signal(signal.SIGTERM)
    os.set_blocking(reading, True)
    with open(reading, "rb") as rest:
        lines = lines_of((text + rest.read()).decode())
    assert house.ended() == 0
    lost = sum(line["lines"] for line in lines if line["event"] == "lines_lost")
    assert lost > 0
    assert lost + sum(line["event"] == "request" for line in lines) >= count


def test_a_log_reader_that_goes_away_ends_nothing(start):
    reading, writing = os.pipe()
    house = start(2, ready=False, stderr=writing)
    os.close(writing)
    os.close(reading)
    eventually(lambda: opens(house), "the socket")
    first = house.pid()
    for _ in range(200):
        assert house.ask(get("/hello")).status == 200
    house.ask(get("/print/100000"))
    os.kill(first, signal.SIGKILL)
    for _ in range(20):
        assert house.ask(get("/hello")).status == 200
    assert house.stop() == 0


def test_a_supervisor_that_stands_still_blocks_no_request_and_the_lost_lines_are_counted(start):
    house = start(1)
    house.signal(signal.SIGSTOP)
    # Of some 170 bytes each, more than the pipe of a megabyte holds.
    count = 8_000
    for _ in range(count):
        assert house.ask(get("/hello")).status == 200
    house.signal(signal.SIGCONT)

    def lost_is_told() -> bool:
        house.ask(get("/hello"))
        return bool(house.lost())

    eventually(lost_is_told, "the count of the lines that found no room")
    assert house.stop() == 0
    assert sum(line["lines"] for line in house.told("lines_lost")) + len(house.told("request")) >= count


def test_usr1_opens_the_log_anew_for_logrotate(start, tmp_path):
    log, old = tmp_path / "holdfast.log", tmp_path / "holdfast.log.1"
    house = start(1, ready=False, log_file=log)
    eventually(lambda: log.exists() and "worker_ready" in log.read_text(), "the first lines")
    log.rename(old)
    house.ask(get("/hello", REQUEST_ID="before"))
    eventually(lambda: '"before"' in old.read_text(), "the line in the file that was moved away")
    house.signal(signal.SIGUSR1)
    eventually(log.exists, "the new file")
    house.ask(get("/hello", REQUEST_ID="after"))
    eventually(lambda: '"after"' in log.read_text(), "the line in the new file")
    assert house.stop() == 0
    assert '"after"' not in old.read_text()
    assert {line["event"] for line in lines_of(log.read_text() + old.read_text())} >= {"serving", "request", "draining"}
    assert log.stat().st_mode & 0o777 == 0o640


def test_usr1_keeps_the_old_log_where_no_new_one_can_be_opened(start, tmp_path):
    folder = tmp_path / "log"
    folder.mkdir()
    log, old = folder / "holdfast.log", tmp_path / "moved"
    house = start(1, ready=False, log_file=log)
    eventually(lambda: log.exists() and "worker_ready" in log.read_text(), "the first lines")
    folder.rename(old)
    house.signal(signal.SIGUSR1)
    eventually(lambda: "log_not_reopened" in (old / "holdfast.log").read_text(), "why")
    house.ask(get("/hello", REQUEST_ID="after"))
    eventually(lambda: '"after"' in (old / "holdfast.log").read_text(), "the next line")
