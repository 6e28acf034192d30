"""A whole house of this run's own: Postgres, the pools and nginx, started and stopped by the project's own scripts."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Self

import psycopg
import requests

ROOT = Path(__file__).resolve().parents[2]
STATUS_TOKEN = "sesame-of-these-tests"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def until(condition: Callable[[], bool], seconds: float, what: str) -> None:
    """Waits for an event by looking for it, and says what was waited for where it never came."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"{what} within {seconds} s"
        time.sleep(0.02)


def lives(pid: int) -> bool:
    """Whether a process still runs; one that ended and that nobody waited for yet doesn't."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


class Stack:
    def __init__(self, **settings: str) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="holdfast-e2e-"))
        self.folder.chmod(0o755)
        self.run_dir = self.folder / "run"
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        own = {"RUN_DIR": str(self.run_dir), "PORT": str(self.port), "HOLDFAST_LIMITS": "off", "HOLDFAST_STATUS_TOKEN": STATUS_TOKEN}
        # Tests count workers: those of a pool that grows with its work can't be told beforehand.
        own["HOLDFAST_TALK_WORKERS"] = "4"
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
        self.environment = kept | own | settings

    def __enter__(self) -> Self:
        """Started, and gone at the end whatever happens."""
        try:
            self.start()
        except BaseException:
            self.remove()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.remove()

    def script(self, name: str, *arguments: str) -> str:
        command = [str(ROOT / "scripts" / name), *arguments]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=300, check=False)
        assert done.returncode == 0, f"{name}: {done.stdout}{done.stderr}"
        return done.stdout.strip()

    def start(self) -> str:
        return self.script("up")

    def stop(self) -> None:
        self.script("down")

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def command(self, *arguments: str) -> str:
        """A command of `holdfast` with this house's settings."""
        done = subprocess.run([str(self.run_dir / "holdfast"), *arguments], capture_output=True, text=True, check=True)
        return done.stdout.strip()

    def pid(self, name: str) -> int:
        return int((self.run_dir / f"{name}.pid").read_text().split()[0])

    def remember(self, name: str, pid: int) -> None:
        """As the scripts do: a process is known by its pid and the moment of its start."""
        started = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[19]
        (self.run_dir / f"{name}.pid").write_text(f"{pid} {started}\n")

    def lives(self, name: str) -> bool:
        return lives(self.pid(name))

    def workers(self) -> list[int]:
        """The pools' workers: the supervisor's children, whatever they are doing."""
        supervisor = self.pid("serve")
        return [int(child) for child in Path(f"/proc/{supervisor}/task/{supervisor}/children").read_text().split()]

    def workers_of(self, pool: str) -> list[int]:
        """One pool's workers, as the house itself tells of them."""
        pools = requests.get(f"{self.base}/pool", timeout=30).json()["pools"]
        return [worker["pid"] for each in pools if each["name"] == pool for worker in each["workers"] if worker["pid"]]

    def is_whole(self) -> bool:
        """Whether every seat of every pool has its worker, and nobody else is about."""
        pools = requests.get(f"{self.base}/pool", timeout=30).json()["pools"]
        standing = [sum(worker["state"] in ("idle", "busy") for worker in pool["workers"]) for pool in pools]
        return standing == [pool["seats"] for pool in pools] and len(self.workers()) == sum(standing)

    def kill_worker(self, pid: int) -> None:
        """Only a child of our own supervisor may be killed."""
        if pid in self.workers():
            os.kill(pid, signal.SIGKILL)

    def database(self) -> psycopg.Connection:
        """The superuser's connection, for looking at what was really stored."""
        address = self.script("pg", "url", str(self.run_dir), "superuser")
        return psycopg.connect(address, autocommit=True, options="-c search_path=holdfast,public")

    def log(self) -> str:
        return "".join(path.read_text(errors="replace") for path in sorted((self.run_dir / "log").iterdir()))


class Business:
    """One tenant as a visitor's program sees it."""

    def __init__(self, stack: Stack, slug: str) -> None:
        self.stack = stack
        self.root = f"{stack.base}/api/v1/{slug}"

    def get(self, path: str, **query: object) -> requests.Response:
        return requests.get(self.root + path, params=query, timeout=30)

    def post(self, path: str, body: object, key: str | None = None, **headers: str) -> requests.Response:
        if key is not None:
            headers["Idempotency-Key"] = key
        return requests.post(self.root + path, json=body, headers=headers, timeout=30)

    def service(self) -> dict:
        return self.get("/services").json()["services"][0]

    def slots(self, after_days: int = 3, days: int = 5) -> list[dict]:
        first = time.time() + 86_400 * after_days
        dates = [time.strftime("%Y-%m-%d", time.gmtime(first + 86_400 * count)) for count in (0, days)]
        answer = self.get("/slots", service=self.service()["id"], **{"from": dates[0], "to": dates[1]})
        assert answer.status_code == 200, answer.text
        return answer.json()["slots"]

    def hold(self, slot: dict, key: str | None = None, **more: object) -> requests.Response:
        body = {"service": self.service()["id"], "start": slot["start"], "resource": slot["resource"]["id"], **more}
        return self.post("/holds", body, key)

    def release(self, held: requests.Response) -> None:
        answer = requests.delete(f"{self.root}/holds/{held.json()['id']}", timeout=30)
        assert answer.status_code == 204, answer.text

    def book(self, slot: dict, email: str | None = None) -> dict:
        held = self.hold(slot)
        assert held.status_code == 201, held.text
        customer = {"name": "Ada Byron", "email": email or f"{uuid.uuid4().hex[:12]}@example.com"}
        booked = self.post("/bookings", {"hold": held.json()["id"], "customer": customer})
        assert booked.status_code == 201, booked.text
        return booked.json() | {"email": customer["email"]}


def new_key() -> str:
    return uuid.uuid4().hex
