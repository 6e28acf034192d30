"""What asks: wrk through nginx, pgbench past it."""

import json
import os
import re
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from peers import ROOT, SESSION
from worlds import PEOPLE, World

FOLDER = Path(__file__).resolve().parent
THREADS = 2


@dataclass
class Answers:
    """What one run of wrk was answered."""

    seconds: float
    errors: int
    p50: float
    p99: float
    statuses: dict[str, int]

    def rate(self, *statuses: int) -> float:
        return sum(self.statuses.get(str(status), 0) for status in statuses) / self.seconds

    @property
    def total(self) -> float:
        return sum(self.statuses.values()) / self.seconds

    def only(self, *statuses: int) -> "Answers":
        others = {code: count for code, count in self.statuses.items() if int(code) not in statuses}
        assert not others and not self.errors, f"answers that were not meant to come: {others}, errors: {self.errors}"
        return self


@dataclass
class Wrk:
    """wrk on one address: where holds are made, or what is to be got."""

    address: str
    world: World
    epoch: int

    def run(self, kind: str, clients: int, seconds: int, offset: int = 0) -> Answers:
        threads = min(THREADS, clients)
        base, _, path = self.address.partition("://")[2].partition("/")
        command = [
            "wrk",
            f"-t{threads}",
            f"-c{clients}",
            f"-d{seconds}s",
            "--timeout",
            "30s",
            "-s",
            str(FOLDER / "wrk.lua"),
            f"http://{base}",
        ]
        settings = {
            "KIND": kind,
            "PATH": f"/{path}",
            "SERVICE": self.world.service,
            "RESOURCES": PEOPLE,
            "FIRST_RESOURCE": self.world.first_person,
            "EPOCH": self.epoch,
            "OFFSET": offset,
            "THREADS": threads,
            "CLIENTS": clients,
        }
        environment = os.environ | {f"BENCH_{name}": str(value) for name, value in settings.items()}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        found = re.search(r"^RESULT (.*)$", done.stdout, re.M)
        assert found, done.stdout + done.stderr
        return Answers(**json.loads(found[1]))


def statement(name: str, replaced: Callable[[int], str]) -> str:
    """A statement of the product's own, with its parameters replaced."""
    lines = (ROOT / "sql/queries" / name).read_text().splitlines()
    return re.sub(r"\$(\d+)", lambda found: replaced(int(found[1])), "\n".join(line for line in lines if not line.startswith("--")))


# What a worker sends for a hold, in one pipeline as a worker sends it.
HOLD = """
\\set number :number + 1
\\set slot :offset + :number * :clients + :client_id
\\startpipeline
select holdfast.enter_tenant(:tenant, 'bench', :stamp);
{statement};
\\endpipeline
"""
PARAMETERS = {
    1: ":tenant",
    2: "'America/New_York'",
    3: ":service",
    4: f"to_timestamp(:epoch + 900 * (:slot / {PEOPLE}))",
    6: f":person + :slot % {PEOPLE}",
    11: "'127.0.0.1'",
    12: "'bench'",
    13: "'pgbench, the key of slot ' || :slot",
    14: "'\\x00'::bytea",
}


@dataclass
class Pgbench:
    """pgbench as the application's role, with the session that a worker opens."""

    database: str
    world: World
    epoch: int
    # What a worker remembers of the tenant.
    stamp: int

    def holds(self, clients: int, seconds: int, offset: int) -> float:
        """Transactions a second of the very statement that a worker runs."""
        script = HOLD.format(statement=statement("Booking/hold-slot.sql", lambda number: PARAMETERS.get(number, "null")))
        values = {"tenant": self.world.tenant, "service": self.world.service, "person": self.world.first_person, "epoch": self.epoch}
        values["stamp"] = self.stamp
        return self.run(script, clients, seconds, values | {"offset": offset, "clients": clients, "number": -1})

    def run(self, script: str, clients: int, seconds: int, values: dict[str, int], transactions: int = 0) -> float:
        """So many transactions of each client, or as many as fit into the seconds."""
        program = sorted(Path("/usr/lib/postgresql").glob("*/bin/pgbench"))[-1]
        named = [f"--define={name}={value}" for name, value in values.items()]
        length = f"-t{transactions}" if transactions else f"-T{seconds}"
        with tempfile.NamedTemporaryFile("w", suffix=".sql") as file:
            file.write(script)
            file.flush()
            command = [str(program), "-n", "-M", "prepared", f"-c{clients}", f"-j{min(2, clients)}", length, "-f", file.name]
            environment = os.environ | {"PGOPTIONS": f"{SESSION} -c holdfast.limits=off"}
            done = subprocess.run([*command, *named, self.database], env=environment, capture_output=True, text=True, check=False)
        found = re.search(r"^tps = ([0-9.]+)", done.stdout, re.M)
        assert done.returncode == 0 and found and "failed transactions: 0 " in done.stdout, done.stdout + done.stderr
        return float(found[1])
