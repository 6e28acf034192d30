"""F10: the disk is full or fails, descriptors or memory run out, in a worker and in Postgres. Visitors get what they asked
for, or a clean refusal, and nothing is half done: whoever asks again with the same key gets one whole thing."""

import os
import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests
from checker import diary_is_sound
from conftest import count
from crowd import starts
from stack import Business, Stack, lives, new_key, until
from tamper import tampering

# In a worker: which of its system calls fail, and how. Its first recvfrom looks at the request, the others at Postgres.
IN_A_WORKER = {
    "no room for its answer": ("write,writev,sendmsg", "error=ENOSPC"),
    "its answer can't be sent": ("write,writev,sendmsg", "error=EIO"),
    "its way to the database breaks": ("sendto,recvfrom", "error=ECONNRESET:when=2+"),
    "the database's answer can't be read": ("recvfrom", "error=EIO:when=3+"),
    "the database's answer can't be waited for": ("poll", "error=ENOMEM:when=4+"),
    "no descriptor for a connection": ("accept4", "error=EMFILE"),
    "no memory": ("mmap,brk", "error=ENOMEM"),
}

# In Postgres's own process for that worker.
IN_POSTGRES = {
    "the disk is full at the commit": ("pwrite64,pwritev", "error=ENOSPC"),
    "the disk fails at the commit": ("fdatasync,fsync,sync_file_range", "error=EIO"),
    "no descriptor for a file": ("openat", "error=EMFILE"),
    "the disk fails where it reads": ("openat,pread64", "error=EIO"),
}


@pytest.fixture(params=range(count(1, 3)), ids=lambda number: f"round {number}")
def start(request, house: Stack) -> str:
    return starts(Business(house, "barber"), 3)[request.param]


def hold(house: Stack, start: str, key: str) -> requests.Response:
    business = Business(house, "barber")
    return business.post("/holds", {"service": "6", "start": start}, key)


def is_clean(answer: requests.Response) -> None:
    """What was asked for, or a problem that says what it is; never half an answer, a page of nginx or a silence."""
    # The front server begins no try after 12 s, and waits for one at most 8 s.
    assert answer.elapsed.total_seconds() < 20
    if answer.status_code == 201:
        return
    assert answer.status_code in (500, 503), (answer.status_code, answer.text)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] in ("unavailable", "internal")


def is_whole(house: Stack, start: str, key: str) -> None:
    """Whoever asks again gets it; a worker that lost its connection may say 503 once more, until it tries to connect again."""
    asked: list[requests.Response] = []

    def gets_it() -> bool:
        asked.append(hold(house, start, key))
        return asked[-1].status_code != 503

    until(gets_it, 20, "the house is ready again")
    told = asked[-1]
    assert told.status_code == 201, told.text
    with house.database() as database:
        made = database.execute("select hold_id from bookings where start_at = %s and status = 'held'", [start]).fetchall()
    assert made == [(told.json()["id"],)]
    Business(house, "barber").release(told)
    diary_is_sound(house)


@pytest.mark.parametrize("fault", IN_A_WORKER)
def test_a_worker_that_is_starved_leaves_nothing_half_done(house, start, fault):
    key = new_key()
    with tampering(house.workers_of("web"), *IN_A_WORKER[fault]):
        is_clean(hold(house, start, key))
    is_whole(house, start, key)


@pytest.mark.parametrize("fault", IN_POSTGRES)
def test_a_starved_postgres_leaves_nothing_half_done(house, start, fault):
    key = new_key()
    warm(house)
    with tampering(backends(house), *IN_POSTGRES[fault]):
        answer = hold(house, start, key)
    is_clean(answer)
    assert answer.status_code != 500, answer.text
    is_whole(house, start, key)


def warm(house: Stack) -> None:
    """Some worker is connected."""
    assert requests.get(f"{house.base}/api/v1/barber/services", timeout=30).status_code == 200


def backends(house: Stack) -> list[int]:
    with house.database() as database:
        return [pid for (pid,) in database.execute("select pid from pg_stat_activity where application_name = 'holdfast web'")]


@pytest.mark.parametrize("limit", ["nofile", "as", "fsize"], ids=["descriptors", "memory", "size of files"])
def test_workers_at_their_own_limit_answer_or_are_replaced(house, start, limit):
    key = new_key()
    with limited(house.workers_of("web"), limit):
        is_clean(hold(house, start, key))
    is_whole(house, start, key)


@contextmanager
def limited(pids: list[int], limit: str) -> Iterator[None]:
    """Nothing more than they have now."""
    before = {pid: soft_limit(pid, limit) for pid in pids}
    for pid in pids:
        set_limit(pid, limit, str(used(pid, limit)))
    try:
        yield
    finally:
        for pid, value in before.items():
            if lives(pid):
                set_limit(pid, limit, value)


def soft_limit(pid: int, limit: str) -> str:
    name = {"nofile": "Max open files", "as": "Max address space", "fsize": "Max file size"}[limit]
    lines = Path(f"/proc/{pid}/limits").read_text().splitlines()
    return next(line for line in lines if line.startswith(name)).removeprefix(name).split()[0]


def set_limit(pid: int, limit: str, value: str) -> None:
    """As the user that the pools run as: root itself may lack the right to do it to others."""
    as_house = ["setpriv", "--reuid=holdfast", "--regid=holdfast", "--init-groups"] if os.geteuid() == 0 else []
    command = [*as_house, "prlimit", "--pid", str(pid), f"--{limit}={value}:"]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)


def used(pid: int, limit: str) -> int:
    if limit == "nofile":
        return max(int(path.name) for path in Path(f"/proc/{pid}/fd").iterdir()) + 1
    if limit == "as":
        return int(Path(f"/proc/{pid}/statm").read_text().split()[0]) * resource.getpagesize()
    return 0
