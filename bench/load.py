"""What asks: wrk through nginx, pgbench past it."""

import json
import os
import re
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from worlds import PEOPLE, World

FOLDER = Path(__file__).resolve().parent
THREADS = 2
# What a worker sets for its session and the planner sees.
SESSION = "-c plan_cache_mode=force_generic_plan -c search_path=holdfast,public"

# The same call that a worker makes for a hold, in one pipeline as a worker sends it.
HOLD = """
\\set number :number + 1
\\set slot :offset + :number * :clients + :client_id
\\startpipeline
select set_config('holdfast.tenant', :tenant::text, true), set_config('holdfast.limits', 'off', true);
select h.* from holdfast.hold_slot(p_tenant => :tenant, p_service => :service,
    p_start => to_timestamp(:epoch + 900 * (:slot / {people})), p_resource => :person + :slot % {people},
    p_address => '127.0.0.1', p_route => 'bench', p_key => 'pgbench, the key of slot ' || :slot, p_body_hash => '\\x00') h;
\\endpipeline
"""


@dataclass
class Answers:
    """What one run of wrk was answered."""

    seconds: float
    errors: int
    p50: float
    p99: float
    statuses: dict[str, int]

    def rate(self, status: int) -> float:
        return self.statuses.get(str(status), 0) / self.seconds

    @property
    def total(self) -> float:
        return sum(self.statuses.values()) / self.seconds

    def only(self, *statuses: int) -> "Answers":
        others = {code: count for code, count in self.statuses.items() if int(code) not in statuses}
        assert not others and not self.errors, f"answers that were not meant to come: {others}, errors: {self.errors}"
        return self


@dataclass
class Wrk:
    base: str
    world: World
    epoch: int
    slug: str

    def run(self, kind: str, clients: int, seconds: int, offset: int = 0) -> Answers:
        threads = min(THREADS, clients)
        command = [
            "wrk",
            f"-t{threads}",
            f"-c{clients}",
            f"-d{seconds}s",
            "--timeout",
            "30s",
            "-s",
            str(FOLDER / "wrk.lua"),
            self.base,
        ]
        done = subprocess.run(command, env=os.environ | self.settings(kind, threads, offset), capture_output=True, text=True, check=True)
        result = json.loads(re.search(r"^RESULT (.*)$", done.stdout, re.M)[1])
        return Answers(**result)

    def settings(self, kind: str, threads: int, offset: int) -> dict[str, str]:
        return {
            "BENCH_KIND": kind,
            "BENCH_ROOT": f"/api/v1/{self.slug}",
            "BENCH_SERVICE": str(self.world.service),
            "BENCH_RESOURCES": str(PEOPLE),
            "BENCH_FIRST_RESOURCE": str(self.world.first_person),
            "BENCH_EPOCH": str(self.epoch),
            "BENCH_OFFSET": str(offset),
            "BENCH_THREADS": str(threads),
        }


@dataclass
class Pgbench:
    address: str
    world: World
    epoch: int

    def holds(self, clients: int, seconds: float, offset: int) -> float:
        """Transactions a second of the very function that a worker calls, over as many connections."""
        with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
            script.write(HOLD.format(people=PEOPLE))
            script.flush()
            command, environment = self.command(script.name, clients, seconds, offset), os.environ | {"PGOPTIONS": SESSION}
            done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        return float(re.search(r"^tps = ([0-9.]+)", done.stdout, re.M)[1])

    def command(self, script: str, clients: int, seconds: float, offset: int) -> list[str]:
        program = sorted(Path("/usr/lib/postgresql").glob("*/bin/pgbench"))[-1]
        values = {
            "tenant": self.world.tenant,
            "service": self.world.service,
            "person": self.world.first_person,
            "epoch": self.epoch,
        }
        values |= {"offset": offset, "clients": clients, "number": -1}
        named = [f"--define={name}={value}" for name, value in values.items()]
        fixed = ["-n", "-M", "prepared", f"-c{clients}", f"-j{min(2, clients)}", f"-T{int(seconds)}", "-f", script]
        return [str(program), *fixed, *named, self.address]
