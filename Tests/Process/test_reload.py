"""HUP: settings and program anew, by a canary; after unicorn's t/reload-bad-config and PHP-FPM's reload-robustness."""

import os
import shutil
import signal
import threading

import pytest
from conftest import PROGRAM
from fastcgi import Client, get


@pytest.fixture
def program(tmp_path):
    """A program of the test's own, which it may break."""
    return shutil.copy(PROGRAM, tmp_path / "program")


def install(program, content: str | None = None, beside=None):
    """Puts another file in the program's place, as an installation does."""
    new = program.with_suffix(".new")
    if beside:
        shutil.copy(beside, new)
    else:
        new.write_text(content)
        new.chmod(0o755)
    new.rename(program)


def refused(house) -> str:
    """Asks for a reload that must fail, and gives the one line that says why."""
    house.signal(signal.SIGHUP)
    return house.wait_for("reload_failed")[0]["detail"]


def goes_on(house, before: set[int]) -> bool:
    """The old workers serve, and one that dies is replaced."""
    assert {house.pid() for _ in range(20)} <= before and set(house.workers_now()) == before
    os.kill(next(iter(before)), signal.SIGKILL)
    house.wait_for("worker_ready")
    return {house.ask(get("/greeting")).body for _ in range(10)} == {b"old"}


def test_a_reload_takes_new_settings(start):
    house = start(2, greeting="old")
    house.settle(greeting="new", workers=3)
    house.signal(signal.SIGHUP)
    house.wait_for("reloaded")
    house.serves_only("new")
    assert house.stop() == 0
    assert len(house.told("worker_left")) == 5


def test_reload_bad_config(start):
    house = start(2, greeting="old")
    before = set(house.workers_now())
    (house.folder / "settings").write_text("GREETING=new\nnonsense\n")
    assert refused(house) == "no setting: nonsense"
    assert goes_on(house, before)
    assert house.stop() == 0


@pytest.mark.parametrize(
    ("content", "beside", "why"),
    [
        ("not a program", None, "Exec format error"),
        (None, "/bin/false", "left with code 1"),
        ("#!/bin/sh\nkill -ABRT $$", None, "signal 6"),
    ],
    ids=["no program", "one that leaves", "one that crashes"],
)
def test_reload_bad_binary(start, program, content, beside, why):
    house = start(2, program=program, greeting="old")
    before = set(house.workers_now())
    install(program, content, beside)
    house.settle(greeting="new")
    assert why in refused(house)
    assert goes_on(house, before)
    install(program, beside=PROGRAM)
    house.signal(signal.SIGHUP)
    house.wait_for("reloaded")
    house.serves_only("new")
    assert house.stop() == 0


def test_a_program_that_is_gone_is_no_reason_to_stop(start, program):
    house = start(2, program=program, greeting="old")
    before = set(house.workers_now())
    program.unlink()
    assert "No such file" in refused(house)
    assert goes_on(house, before)
    assert house.stop() == 0


def test_a_canary_that_never_becomes_ready_is_given_up(start, program):
    house = start(1, program=program, boot=300, greeting="old")
    before = set(house.workers_now())
    install(program, "#!/bin/sh\nexec sleep 60")
    assert "wasn't ready in time" in refused(house)
    assert goes_on(house, before)
    assert house.stop() == 0


def test_a_canary_that_fails_its_self_check_is_the_only_one_that_is_tried(start):
    house = start(3, greeting="old")
    before = set(house.workers_now())
    house.settle(greeting="new")
    (house.folder / "unfit").touch()
    assert refused(house) == "the new worker of test: the page doesn't render"
    assert len(house.told("worker_left")) == 1
    assert goes_on(house, before)
    assert house.stop() == 0


def test_whoever_is_replaced_while_nothing_is_wrong_needs_no_self_check(start):
    house = start(1)
    (house.folder / "unfit").touch()
    os.kill(house.pid(), signal.SIGKILL)
    house.wait_for("worker_ready")
    assert house.stop() == 0


def test_concurrent_reload(start):
    """PHP-FPM's name for it: reloads that come while one is under way end in one that takes what is there last."""
    house = start(3, greeting="old")
    lost, stop = [], threading.Event()

    def load():
        while not stop.is_set():
            lost.append(Client(str(house.folder / "test.sock")).send(get("/hello")).answer().status)

    thread = threading.Thread(target=load)
    thread.start()
    for number in range(40):
        house.settle(greeting=number)
        house.signal(signal.SIGHUP)
        house.wait_for("reloading" if number == 0 else "worker_ready")
    house.serves_only("39")
    stop.set()
    thread.join()
    assert set(lost) == {200}
    assert house.stop() == 0
    assert {line.get("code") for line in house.told("worker_left")} == {0}


def test_a_worker_that_dies_in_a_reload_does_not_end_it(start):
    house = start(4, greeting="old")
    house.settle(greeting="new")
    house.signal(signal.SIGHUP)
    house.wait_for("worker_ready", 2)
    for pid in house.workers_now():
        os.kill(pid, signal.SIGKILL)
    house.wait_for("reloaded")
    house.wait_for("worker_ready")
    house.serves_only("new")
    assert house.stop() == 0
