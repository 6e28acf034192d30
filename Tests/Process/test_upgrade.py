"""USR2: a second supervisor beside the first.

After unicorn's t/back-out-of-upgrade and puma's test_hot_restart_does_not_drop_connections.
"""

import contextlib
import os
import signal
import threading

from conftest import alive, eventually
from fastcgi import Client, get
from status import tell


def supervisor(house) -> int | None:
    """Whoever answers for the pools."""
    with contextlib.suppress(ConnectionRefusedError):
        return tell(house.folder, "/pool").json()["supervisor"]["pid"]
    return None


def end(heir: int):
    os.kill(heir, signal.SIGTERM)
    eventually(lambda: not alive(heir), "the end of the second supervisor")


def test_hot_restart_does_not_drop_connections(start):
    house = start(2, greeting="old")
    answers, stop = [], threading.Event()

    def load():
        while not stop.is_set():
            answers.append(Client(str(house.folder / "test.sock")).send(get("/hello")).answer().status)

    threads = [threading.Thread(target=load) for _ in range(2)]
    [thread.start() for thread in threads]
    house.settle(greeting="new")
    heir = house.upgrade()
    house.wait_for("upgraded", heir=heir)
    assert house.process.wait(20) == 0
    stop.set()
    [thread.join() for thread in threads]
    assert len(answers) > 10 and set(answers) == {200}
    house.serves_only("new")
    assert supervisor(house) == heir
    end(heir)
    assert not (house.folder / "test.sock").exists() and not (house.folder / "status.sock").exists()


def test_a_request_under_way_is_finished_by_whoever_began_it(start):
    house = start(1, stop=100)
    client = house.connect().send(get("/wait"))
    house.wait_until_a_worker_waits()
    heir = house.upgrade()
    house.wait_for("upgraded")
    assert house.ask(get("/hello")).status == 200
    # Longer than a stop may take: the old one isn't stopping, it is waiting.
    house.wait_for("request", status=200)
    assert house.process.poll() is None
    house.let_go()
    assert client.answer().body == b"waited"
    assert house.process.wait(20) == 0
    end(heir)


def test_back_out_of_upgrade(start):
    house = start(2)
    before = set(house.workers_now())
    (house.folder / "broken").touch()
    heir = house.upgrade()
    assert house.wait_for("unbootable")[0]["detail"] == "the new worker of test: Broken"
    assert "left with code 3" in house.wait_for("upgrade_failed")[0]["detail"]
    eventually(lambda: not alive(heir), "the end of the second supervisor")
    assert {house.pid() for _ in range(20)} <= before
    assert supervisor(house) == house.process.pid
    (house.folder / "broken").unlink()
    heir = house.upgrade()
    house.wait_for("upgraded", heir=heir)
    assert house.process.wait(20) == 0
    end(heir)


def test_the_heir_is_tried_by_a_self_check(start):
    house = start(2)
    (house.folder / "unfit").touch()
    house.upgrade()
    house.wait_for("upgrade_failed")
    assert house.ask(get("/hello")).status == 200
    assert house.stop() == 0


def test_an_heir_that_is_killed_changes_nothing(start):
    house = start(1)
    before = house.pid()
    (house.folder / "slow").touch()
    heir = house.upgrade()
    house.wait_until_a_worker_waits()
    os.kill(heir, signal.SIGKILL)
    assert "signal 9" in house.wait_for("upgrade_failed")[0]["detail"]
    house.let_go()
    assert {house.pid() for _ in range(5)} == {before}
    assert house.stop() == 0


def test_an_heir_serves_on_when_the_first_supervisor_is_killed_meanwhile(start):
    house = start(2)
    (house.folder / "slow").touch()
    heir = house.upgrade()
    house.wait_until_a_worker_waits()
    house.kill()
    (house.folder / "slow").unlink()
    house.let_go()
    house.wait_for("worker_ready", 2)
    eventually(lambda: supervisor(house) == heir, "the heir's own status")
    assert house.ask(get("/hello")).status == 200
    end(heir)


def test_one_upgrade_after_another(start):
    house = start(1)
    heir = house.upgrade()
    house.wait_for("upgraded", heir=heir)
    assert house.process.wait(20) == 0
    os.kill(heir, signal.SIGUSR2)
    house.heirs.append(second := house.wait_for("upgrading")[0]["heir"])
    house.wait_for("upgraded", heir=second)
    eventually(lambda: not alive(heir), "the end of the first heir")
    assert house.ask(get("/hello")).status == 200
    end(second)
