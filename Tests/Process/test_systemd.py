"""What passes between systemd and the supervisor: its notices (PHP-FPM's fpm_systemd.c), and sockets that it keeps for us."""

import os
import select
import signal
import socket
import subprocess
import threading
import time
from pathlib import Path

import pytest
from conftest import DEADLINE, PROGRAM, eventually
from fastcgi import Client, get


class Manager:
    """A socket that stands in for systemd's."""

    def __init__(self, folder: Path, *, named: bool = False):
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.settimeout(DEADLINE)
        self.name = f"@holdfast-test-{os.getpid()}-{id(self)}" if named else str(folder / "notify")
        self.socket.bind(self.name.replace("@", "\0", 1) if named else self.name)
        self.heard: list[str] = []

    def wait_for(self, words: str) -> str:
        """Reads on until a notice begins so, and gives it."""
        while True:
            notice = self.socket.recv(4096).decode()
            self.heard.append(notice)
            if notice.startswith(words):
                return notice

    def rest(self) -> list[str]:
        """What has come since."""
        notices = []
        while select.select([self.socket], [], [], 0)[0]:
            notices.append(self.socket.recv(4096).decode())
        self.heard += notices
        return notices


@pytest.fixture
def manager(tmp_path):
    return Manager(tmp_path)


def test_readiness_is_told_once_when_every_pool_has_a_worker_that_serves(start, manager):
    house = start(2, notify_socket=manager.name)
    manager.wait_for("READY=1")
    assert house.ask(get("/hello")).status == 200
    manager.wait_for("STATUS=test 2 of 2")
    house.signal(signal.SIGTERM)
    manager.wait_for("STOPPING=1")
    assert house.ended() == 0
    manager.rest()
    assert manager.heard.count("READY=1") == manager.heard.count("STOPPING=1") == 1


def test_a_house_that_cannot_serve_is_never_called_ready(start, manager):
    house = start(1, ready=False, broken=True, notify_socket=manager.name)
    assert house.ended() == 3
    manager.rest()
    assert "READY=1" not in manager.heard
    assert "STATUS=test 0 of 1" in manager.heard


def test_a_notify_socket_may_have_a_name_instead_of_a_path(start, tmp_path):
    manager = Manager(tmp_path, named=True)
    start(1, notify_socket=manager.name)
    manager.wait_for("READY=1")


def test_a_notify_socket_that_nobody_reads_holds_up_nothing(start, tmp_path):
    house = start(1, notify_socket=tmp_path / "nobody", watchdog_usec=20_000)
    assert house.ask(get("/hello")).status == 200
    deaf = Manager(tmp_path)
    other = start(1, notify_socket=deaf.name, watchdog_usec=20_000)
    time.sleep(0.5)
    assert other.ask(get("/hello")).status == 200
    assert house.stop() == other.stop() == 0


def test_a_reload_is_told_with_its_moment_and_its_end(start, manager):
    house = start(1, notify_socket=manager.name)
    manager.wait_for("READY=1")
    before = time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1000
    house.signal(signal.SIGHUP)
    told = dict(line.split("=") for line in manager.wait_for("RELOADING=1").splitlines())
    assert before <= int(told["MONOTONIC_USEC"]) <= time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1000
    manager.wait_for("READY=1")


def test_a_reload_that_is_refused_is_told_to_be_over_too(start, manager):
    house = start(1, notify_socket=manager.name)
    manager.wait_for("READY=1")
    (house.folder / "broken").touch()
    house.signal(signal.SIGHUP)
    manager.wait_for("RELOADING=1")
    manager.wait_for("READY=1")
    house.wait_for("reload_failed")


def test_the_watchdog_hears_from_us_in_half_its_time(start, manager):
    start(1, notify_socket=manager.name, watchdog_usec=400_000)
    manager.wait_for("WATCHDOG=1")
    began = time.monotonic()
    for _ in range(5):
        manager.wait_for("WATCHDOG=1")
    # Five times a fifth of a second, and as much again for a busy machine.
    assert 0.8 < time.monotonic() - began < 2


def test_a_watchdog_that_watches_another_process_hears_nothing(start, manager):
    house = start(1, notify_socket=manager.name, watchdog_usec=20_000, watchdog_pid=os.getpid())
    manager.wait_for("READY=1")
    manager.wait_for("STATUS=test 1 of 1")
    house.stop()
    manager.rest()
    assert "WATCHDOG=1" not in manager.heard


def test_no_worker_has_the_service_managers_words(start, manager):
    house = start(1, notify_socket=manager.name, watchdog_usec=10_000_000)
    manager.wait_for("READY=1")
    names = house.ask(get("/environment")).body.decode().split()
    assert "PATH" in names
    assert not [name for name in names if name.startswith(("NOTIFY", "WATCHDOG", "LISTEN"))]


def test_the_heir_of_an_upgrade_is_told_to_be_the_main_process(start, manager):
    house = start(1, notify_socket=manager.name, watchdog_usec=200_000)
    manager.wait_for("READY=1")
    house.signal(signal.SIGUSR2)
    heir = int(manager.wait_for("MAINPID=").removeprefix("MAINPID="))
    try:
        # The heir holds the same standard error, which therefore doesn't end.
        assert house.process.wait(DEADLINE) == 0
        manager.rest()
        # The one before says no word of its end: the house goes on, and the heir speaks for it.
        assert "STOPPING=1" not in manager.heard
        manager.wait_for("WATCHDOG=1")
        assert house.ask(get("/hello")).status == 200
    finally:
        os.kill(heir, signal.SIGTERM)
    manager.wait_for("STOPPING=1")


class Keeper:
    """Whoever holds the sockets, as systemd does, and starts the supervisor whenever it is gone."""

    def __init__(self, folder: Path, workers: int = 2, name: str = "test", kept: socket.socket | None = None):
        self.folder, self.workers, self.name = folder, workers, name
        for pipe in ("begun", "go"):
            os.mkfifo(folder / pipe)
        self.socket = kept or self.listener()
        self.process = None
        self.log = open(folder / "log", "wb")  # noqa: SIM115

    def listener(self) -> socket.socket:
        kept = socket.socket(socket.AF_UNIX)
        kept.bind(str(self.folder / "test.sock"))
        kept.listen(4096)
        return kept

    def start(self, pid: str = "$$") -> None:
        command = f'LISTEN_FDS=1 LISTEN_FDNAMES={self.name} LISTEN_PID={pid} exec "$0" "$@"'
        self.process = subprocess.Popen(
            ["/bin/sh", "-c", command, PROGRAM, "serve", self.folder, str(self.workers)],
            preexec_fn=lambda: os.dup2(self.socket.fileno(), 3),
            close_fds=False,
            stderr=self.log,
        )

    def told(self) -> str:
        return (self.folder / "log").read_text()

    def end(self, number: int) -> int:
        self.process.send_signal(number)
        return self.process.wait(DEADLINE)


@pytest.fixture
def keep(tmp_path):
    keepers = []

    def begin(**more) -> Keeper:
        keepers.append(keeper := Keeper(tmp_path, **more))
        return keeper

    yield begin
    for keeper in keepers:
        if keeper.process and keeper.process.poll() is None:
            keeper.end(signal.SIGKILL)
        keeper.log.close()
        keeper.socket.close()


def ask(folder: Path):
    return Client(str(folder / "test.sock")).send(get("/hello")).answer()


def test_a_socket_that_is_handed_over_is_served_and_stays_when_we_stop(keep, tmp_path):
    keeper = keep()
    keeper.start()
    assert ask(tmp_path).body == b"hello"
    assert keeper.end(signal.SIGTERM) == 0
    # Nobody is refused while nobody serves.
    waiting = [Client(str(tmp_path / "test.sock")).send(get("/hello")) for _ in range(10)]
    keeper.start()
    assert [client.answer().body for client in waiting] == [b"hello"] * 10


def test_killing_the_supervisor_20_times_refuses_nobody(keep, tmp_path):
    """F2 of the list of faults."""
    keeper, stop, answers, worst = keep(), threading.Event(), [], []
    keeper.start()
    assert ask(tmp_path).status == 200

    def visit():
        while not stop.is_set():
            began = time.monotonic()
            answers.append(ask(tmp_path).status)
            worst.append(time.monotonic() - began)

    visitors = [threading.Thread(target=visit) for _ in range(3)]
    for visitor in visitors:
        visitor.start()
    for _ in range(20):
        before = len(answers)
        keeper.end(signal.SIGKILL)
        keeper.start()
        eventually(lambda before=before: len(answers) > before + 10, "answers of the next supervisor")
    stop.set()
    for visitor in visitors:
        visitor.join(DEADLINE)
    # A visitor who was refused or cut off would have ended their thread with an error, or heard nothing.
    assert len(answers) > 200 and set(answers) == {200}
    assert max(worst) < 1


def test_a_request_under_way_outlives_its_supervisor_and_the_next_one_serves_meanwhile(keep, tmp_path):
    keeper = keep(workers=1)
    keeper.start()
    client = Client(str(tmp_path / "test.sock")).send(get("/wait"))
    with open(tmp_path / "begun", "rb") as pipe:
        pipe.read()
    keeper.end(signal.SIGKILL)
    keeper.start()
    assert ask(tmp_path).body == b"hello"
    os.close(os.open(tmp_path / "go", os.O_WRONLY))
    assert client.answer().body == b"waited"


def test_sockets_that_were_handed_to_another_process_are_not_ours(keep, tmp_path):
    keeper = keep(kept=socket.socketpair()[0])
    keeper.start(pid="1")
    eventually(lambda: (tmp_path / "test.sock").exists() and "worker_ready" in keeper.told(), "a socket of its own")
    assert ask(tmp_path).body == b"hello"


def test_a_socket_for_a_pool_that_there_is_not_is_a_mistake_that_is_told(keep):
    keeper = keep(name="tset")
    keeper.start()
    assert keeper.process.wait(DEADLINE) != 0
    assert "tset" in keeper.told()


@pytest.mark.parametrize("kind", ["tcp", "not listening"])
def test_a_socket_that_the_pool_cannot_listen_on_is_a_mistake_that_is_told(keep, kind):
    kept = socket.socket(socket.AF_INET if kind == "tcp" else socket.AF_UNIX)
    if kind == "tcp":
        kept.bind(("127.0.0.1", 0))
        kept.listen()
    keeper = keep(kept=kept)
    keeper.start()
    assert keeper.process.wait(DEADLINE) != 0
    assert "handed over for test" in keeper.told()
