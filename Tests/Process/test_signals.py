"""Signals that change how many workers there are; after unicorn's t/winch_ttin."""

import fcntl
import os
import pty
import signal
import struct
import termios

from conftest import eventually
from fastcgi import get


def test_winch_ttin(start):
    house = start(2)
    house.signal(signal.SIGWINCH)
    assert {line["code"] for line in house.wait_for("worker_left", 2)} == {0}
    assert house.workers_now() == []
    waiting = house.connect().send(get("/hello"))
    house.signal(signal.SIGTTIN)
    house.wait_for("worker_ready")
    assert waiting.answer().status == 200
    house.signal(signal.SIGHUP)
    house.wait_for("reloaded")
    eventually(lambda: len(house.workers_now()) == 2, "two workers again")
    assert house.stop() == 0


def test_ttin_ttou(start):
    house = start(1)
    house.signal(signal.SIGTTIN)
    house.wait_for("worker_ready")
    assert len(house.workers_now()) == 2
    house.signal(signal.SIGTTOU)
    assert house.wait_for("worker_left")[0]["code"] == 0
    house.signal(signal.SIGTTOU)
    assert house.ask(get("/hello")).status == 200
    assert len(house.workers_now()) == 1
    assert house.stop() == 0


def test_a_request_under_way_outlives_winch_and_ttou(start):
    house = start(1)
    client = house.connect().send(get("/wait"))
    house.wait_until_a_worker_waits()
    house.signal(signal.SIGWINCH)
    house.wait_for("resting")
    house.signal(signal.SIGTTIN)
    house.wait_for("worker_ready")
    assert house.ask(get("/hello")).status == 200
    house.let_go()
    assert client.answer().body == b"waited"
    assert house.stop() == 0


def test_a_terminal_that_changes_its_size_ends_nobody(start):
    ours, theirs = pty.openpty()
    house = start(1, terminal=theirs)
    first = house.pid()
    fcntl.ioctl(ours, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 132, 0, 0))
    house.signal(signal.SIGTTIN)
    house.wait_for("worker_ready")
    assert first in house.workers_now() and not house.told("worker_left")
    assert house.stop() == 0
    os.close(ours)
    os.close(theirs)
