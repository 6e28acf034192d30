"""`holdfast reload` with the real program, a real Postgres and nginx: what is wrong is refused, and visitors see nothing of it."""

import json
import os
import shutil
import signal
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from stack import Stack, until

PAGES = ["/t/demo/", "/api/v1/demo/services", "/healthz"]


class House:
    """A stack whose pools are run as in production: with settings in a file, by a program that is installed anew."""

    def __init__(self, stack: Stack) -> None:
        self.stack, self.folder = stack, stack.run_dir / "own"
        self.owner = stack.run_dir.resolve().stat()
        self.folder.mkdir()
        os.chown(self.folder, self.owner.st_uid, self.owner.st_gid)
        self.file, self.program = self.folder / "settings", self.folder / "holdfast"
        self.good = self.settings_of_the_stack()
        self.write(**self.good)
        self.install()
        os.kill(old := stack.pid("serve"), signal.SIGTERM)
        until(lambda: not Path(f"/proc/{old}").exists(), 30, "the first supervisor ends")
        self.process = self.run("serve", "--settings", str(self.file))
        until(lambda: requests.get(stack.base + "/readyz", timeout=30).status_code == 200, 60, "the pools are ready")

    def settings_of_the_stack(self) -> dict[str, str]:
        command = ["bash", "-c", '. "$0" && env', str(self.stack.run_dir / "settings")]
        lines = subprocess.run(command, capture_output=True, text=True, check=True, env={}).stdout.splitlines()
        return dict(line.split("=", 1) for line in lines if line.startswith("HOLDFAST_") and "MIGRATE" not in line)

    def write(self, *more: str, **settings: str) -> None:
        self.file.write_text("".join(f"{name}={value}\n" for name, value in settings.items()) + "".join(line + "\n" for line in more))

    def install(self, content: str | None = None) -> None:
        """Puts a file in the program's place, as an installation does."""
        new = self.folder / "new"
        if content is None:
            shutil.copy(self.stack.run_dir / "bin/holdfast", new)
        else:
            new.write_text(content)
        new.chmod(0o755)
        new.rename(self.program)

    def run(self, *arguments: str, **more: str) -> subprocess.Popen:
        return subprocess.Popen(
            [self.stack.run_dir / "bin/holdfast" if arguments[0] == "reload" else self.program, *arguments],
            env={"RUN_DIR": str(self.stack.run_dir), "PATH": os.environ["PATH"]} | more,
            cwd=self.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE if arguments[0] == "reload" else (self.folder / "log").open("a"),
            text=True,
            **({"user": self.owner.st_uid, "group": self.owner.st_gid, "extra_groups": []} if os.geteuid() == 0 else {}),
        )

    def reload(self) -> tuple[int, str]:
        """How it ended, and the one line that it said."""
        asked = self.run("reload")
        said = "".join(asked.communicate(timeout=120))
        assert said.count("\n") == 1, said
        return asked.returncode, said

    def pools(self) -> dict[str, dict]:
        return {pool["name"]: pool for pool in requests.get(self.stack.base + "/pool", timeout=30).json()["pools"]}

    def workers(self) -> set[int]:
        return {worker["pid"] for pool in self.pools().values() for worker in pool["workers"]}

    def told(self, event: str) -> list[dict]:
        lines = [json.loads(line) for line in (self.folder / "log").read_text().splitlines() if line.startswith("{")]
        return [line for line in lines if line["event"] == event]


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    with Stack(HOLDFAST_WEB_WORKERS="2", HOLDFAST_TALK_WORKERS="1") as stack:
        let_in_by_password(stack)
        house = House(stack)
        try:
            yield house
            assert house.process.poll() is None
        finally:
            house.process.terminate()
            house.process.wait(30)


def let_in_by_password(stack: Stack) -> None:
    """A role that Postgres lets in with its password only."""
    with stack.database() as database:
        database.execute("create role knocker login password 'sesame' in role holdfast_app")
        rules = Path(database.execute("show hba_file").fetchone()[0])
        rules.write_text("local all knocker scram-sha-256\n" + rules.read_text())
        database.execute("select pg_reload_conf()")


@pytest.fixture
def visitors(house) -> Iterator[list[int]]:
    """Asks for pages all the while, and expects each of them."""
    seen, over = [], threading.Event()

    def visit() -> None:
        with requests.Session() as session:
            while not over.is_set():
                seen.extend(session.get(house.stack.base + page, timeout=30).status_code for page in PAGES)

    threads = [threading.Thread(target=visit) for _ in range(2)]
    [thread.start() for thread in threads]
    until(lambda: len(seen) >= 6, 30, "the first pages")
    yield seen
    before = len(seen)
    until(lambda: len(seen) >= before + 6, 30, "more pages")
    over.set()
    [thread.join() for thread in threads]
    assert set(seen) == {200}


def with_password(house: House, password: str) -> dict[str, str]:
    url = house.good["HOLDFAST_DATABASE_URL"].replace("holdfast_app@", f"knocker:{password}@")
    return house.good | {"HOLDFAST_DATABASE_URL": url}


def refused(house: House) -> str:
    """Asks for a reload that must fail and change nothing, and gives the line that says why."""
    before = house.workers()
    code, line = house.reload()
    assert code == 1 and line.startswith("holdfast: the reload was refused, the old workers serve on: "), line
    assert house.told("reload_failed")[-1]["detail"] in line
    until(lambda: house.workers() == before, 30, "the canaries of the other pools leave, and nobody else")
    return line


def mend(house: House) -> None:
    house.write(**house.good)
    house.install()
    code, line = house.reload()
    assert (code, line.split(":")[0]) == (0, "reloaded"), line


def test_a_broken_line_of_settings_is_refused_by_its_number(house, visitors):
    house.write("nonsense", **house.good)
    assert f"line {len(house.good) + 1} of {house.file} is no NAME=VALUE" in refused(house)
    mend(house)


def test_a_wrong_setting_is_refused_by_its_name(house, visitors):
    house.write(**house.good | {"HOLDFAST_WEB_WORKERS": "8..2"})
    assert "HOLDFAST_WEB_WORKERS is neither a number from 1 to 128 nor a range such as 2..8" in refused(house)
    mend(house)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("not a program\n", "Exec format error"),
        ("#!/bin/sh\nkill -ABRT $$\n", "was ended by signal 6"),
        ("#!/bin/sh\nexit 7\n", "left with code 7"),
    ],
    ids=["a text", "one that crashes", "one that leaves"],
)
def test_a_broken_program_is_refused(house, visitors, content, why):
    house.install(content)
    assert why in refused(house)
    mend(house)


def test_settings_that_the_database_refuses_fail_the_self_check(house, visitors):
    house.write(**with_password(house, "wrong"))
    line = refused(house)
    # Each pool asks the database; whose canary is refused first speaks for all.
    assert ": the self-check failed" in line or "password authentication failed" in line
    assert "wrong" not in line
    house.write(**with_password(house, "sesame"))
    assert house.reload()[0] == 0
    mend(house)


def test_a_worker_that_dies_after_a_refusal_is_replaced_as_before(house, visitors):
    house.write(**with_password(house, "wrong"))
    house.install("not a program\n")
    refused(house)
    old = house.pools()["web"]["workers"][0]["pid"]
    os.kill(old, signal.SIGKILL)
    until(lambda: old not in house.workers() and len(house.pools()["web"]["workers"]) == 2, 30, "another worker")
    mend(house)


def test_a_reload_changes_sizes_and_every_worker(house, visitors):
    before = house.workers()
    house.write(**house.good | {"HOLDFAST_WEB_WORKERS": "1..3", "HOLDFAST_WEB_SPARE": "2", "HOLDFAST_RENEW_REQUESTS": "100"})
    assert house.reload()[0] == 0
    until(lambda: not before & house.workers(), 30, "nobody of before")
    web = house.pools()["web"]
    assert (web["mode"], web["size"]["least"], web["size"]["most"]) == ("dynamic", 1, 3)
    until(lambda: house.told("worker_renewing"), 30, "a worker that has served its time")
    mend(house)


def test_nobody_to_reload_is_said_in_one_line(house, tmp_path):
    asked = house.run("reload", RUN_DIR=str(tmp_path))
    said = asked.communicate(timeout=30)[1]
    assert asked.returncode == 1
    assert said.startswith("holdfast: no supervisor answers at ") and said.count("\n") == 1


def test_more_workers_than_the_database_has_room_for_are_refused_at_once(house):
    command = [house.stack.run_dir / "bin/holdfast", "serve"]
    environment = house.good | {"RUN_DIR": str(house.folder), "HOLDFAST_WEB_WORKERS": "2..128", "HOLDFAST_TALK_WORKERS": "128"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 2
    assert "the pools may take 265 connections" in done.stderr
