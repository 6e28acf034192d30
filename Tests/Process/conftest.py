"""The real supervisor and real workers, in a folder of each test's own, with a program that waits when told to."""

import contextlib
import fcntl
import json
import os
import queue
import signal
import subprocess
import termios
import threading
import time
from pathlib import Path

import pytest
from fastcgi import Answer, Client, get

ROOT = Path(__file__).resolve().parents[2]
# Built with the tests, so it stands in the debug folder whichever build of holdfast is tried.
PROGRAM = ROOT / ".build/debug/ProcessHost"
DEADLINE = 20
# The full counts of the fault injections, as `make soak` runs them.
SOAK = "HOLDFAST_SOAK" in os.environ


def counts(few: int, many: int) -> int:
    """How often a fault is made: a few times in `make test`, many times in `make soak`."""
    return many if SOAK else few


def eventually(condition, what: str, beside=lambda: ""):
    """Waits for something that sends no event, such as the end of somebody else's child. `beside` tells what is there instead."""
    deadline = time.monotonic() + DEADLINE
    while not condition():
        assert time.monotonic() < deadline, f"never happened: {what} {beside()}"
        time.sleep(0.005)


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def resident(pid: int) -> int:
    """The bytes of memory that a process occupies."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


class House:
    """One supervisor, its folder and its log."""

    def __init__(
        self,
        folder: Path,
        workers: int,
        stderr: int | None = None,
        program: Path = PROGRAM,
        terminal: int | None = None,
        **limits: int | str,
    ):
        self.folder, self.workers, self.limits = folder, workers, limits
        self.heirs: list[int] = []
        self.lines, self.seen = queue.Queue(), []
        for name in ("begun", "go"):
            if not (folder / name).exists():
                os.mkfifo(folder / name)
        self.process = subprocess.Popen(
            [program, "serve", folder, str(workers)],
            env=os.environ | {name.upper(): str(value) for name, value in limits.items()} | {"SWIFT_BACKTRACE": "enable=no"},
            stderr=subprocess.PIPE if stderr is None else stderr,
            stdout=subprocess.DEVNULL,
            text=True,
            stdin=terminal,
            start_new_session=terminal is not None,
            preexec_fn=(lambda: fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)) if terminal is not None else None,
        )
        self.reader = threading.Thread(target=self._read, daemon=True)
        if stderr is None:
            self.reader.start()

    def _read(self):
        for line in self.process.stderr:
            self.lines.put(line)

    def wait_for(self, event: str, count: int = 1, within: float = DEADLINE, **fields) -> list[dict]:
        """Waits until the log has told of so many such events from now on."""
        found, deadline = [], time.monotonic() + within
        while len(found) < count:
            left = deadline - time.monotonic()
            assert left > 0, f"the log never told of {event} {fields}; it told {self.seen}"
            try:
                line = self.lines.get(timeout=left)
            except queue.Empty:
                continue
            if not line.startswith("{"):
                continue
            told = json.loads(line)
            self.seen.append(told)
            if told["event"] == event and all(told.get(name) == value for name, value in fields.items()):
                found.append(told)
        return found

    def wait_for_each(self, *events: str) -> None:
        """Waits until the log has told of each of these from now on, in whatever order."""
        begun = len(self.seen)
        for event in events:
            if not any(line["event"] == event for line in self.seen[begun:]):
                self.wait_for(event)

    def lost(self) -> list[dict]:
        """What the log has told of lines that found no room, of what has come so far."""
        while not self.lines.empty():
            line = self.lines.get()
            if line.startswith("{"):
                self.seen.append(json.loads(line))
        return self.told("lines_lost")

    def told(self, *events: str) -> list[dict]:
        return [line for line in self.seen if line["event"] in events]

    def connect(self, timeout: float = DEADLINE) -> Client:
        return Client(str(self.folder / "test.sock"), timeout)

    def ask(self, content: bytes) -> Answer:
        return self.connect().send(content).answer()

    def pid(self) -> int:
        """The pid of the worker that answers next."""
        return int(self.ask(get("/pid")).body)

    def wait_until_a_worker_waits(self):
        with open(self.folder / "begun", "rb") as pipe:
            pipe.read()

    def let_go(self):
        os.close(os.open(self.folder / "go", os.O_WRONLY))

    def ran(self) -> list[str]:
        file = self.folder / "ran"
        return file.read_text().split() if file.exists() else []

    def signal(self, number: int):
        self.process.send_signal(number)

    def settle(self, **settings: int | str):
        """Writes the settings that the next reload finds."""
        (self.folder / "settings").write_text("".join(f"{name.upper()}={value}\n" for name, value in settings.items()))

    def upgrade(self) -> int:
        """Starts a second supervisor beside this one, and gives its pid."""
        self.signal(signal.SIGUSR2)
        self.heirs.append(self.wait_for("upgrading")[0]["heir"])
        return self.heirs[-1]

    def stop(self) -> int:
        """Stops as an operator does, and reads the rest of the log."""
        self.signal(signal.SIGTERM)
        return self.ended()

    def ended(self) -> int:
        code = self.process.wait(DEADLINE)
        if self.reader.ident:
            self.reader.join(DEADLINE)
        while not self.lines.empty():
            line = self.lines.get()
            if line.startswith("{"):
                self.seen.append(json.loads(line))
        return code

    def kill(self):
        """Ends the supervisor alone, without a word to its workers."""
        self.process.kill()
        self.process.wait()

    def configure(self, version: str):
        """Settings that a reload takes anew; they are put in place whole."""
        (self.folder / "settings.new").write_text(f"GREETING={version}\n")
        (self.folder / "settings.new").rename(self.folder / "settings")

    def versions(self) -> set[str]:
        """The settings of those who answer."""
        return {self.ask(get("/greeting")).body.decode() for _ in range(20)}

    def serves_only(self, version: str):
        """Waits until nobody of an older version answers: whoever is asked to leave may take one request more on a busy machine."""
        eventually(lambda: self.versions() == {version}, f"the settings of {version} alone", self.state)

    def be_whole(self):
        """Waits until there are as many workers as there should be."""
        eventually(lambda: len(self.workers_now()) == self.workers, f"{self.workers} workers", self.state)

    def state(self) -> str:
        """What a test that waited in vain tells about its house."""
        self.lost()
        titles = [Path(f"/proc/{pid}/cmdline").read_bytes().rstrip(b"\0").decode() for pid in self.workers_now()]
        return f"{titles} {[line for line in self.seen if line['event'] != 'request']}"

    def workers_now(self) -> list[int]:
        """The pids of the supervisor's children."""
        return [int(pid) for pid in Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()]


@pytest.fixture
def start(tmp_path):
    """Starts houses, and ends what a failed test left."""
    houses = []

    def begin(workers: int = 1, ready: bool = True, beside: House | None = None, broken: bool = False, **limits) -> House:
        folder = beside.folder if beside else tmp_path / str(len(houses))
        folder.mkdir(exist_ok=True)
        if broken:
            (folder / "broken").touch()
        houses.append(house := House(folder, workers, **limits))
        if ready:
            house.wait_for("worker_ready", workers)
        return house

    yield begin
    for house in houses:
        for heir in house.heirs:
            with contextlib.suppress(ProcessLookupError):
                os.kill(heir, signal.SIGKILL)
        if house.process.poll() is None:
            house.kill()


@pytest.fixture
def house(start):
    """A house of one worker, which stops as it should."""
    house = start(1)
    yield house
    if house.process.poll() is None:
        assert house.stop() == 0
