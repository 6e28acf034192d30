"""The house that is measured, its peers, and the ground that they share."""

import os
import time
from collections.abc import Callable
from pathlib import Path

from load import Pgbench, Wrk, statement
from peers import SESSION, Carrier, Peers, Stack
from table import Table
from turns import Patience, Turns, take_turns
from worlds import open_all_hours, practice, slot

WORKERS = 4
JOBS_WORKERS = 2
# Slots between two runs: none asks for more in its seconds.
STEP = 12_000
# Seconds for repeating what was unsteady, all parts together.
REPEATING = 120
# Bookings that another tenant has had before.
HISTORY = 20_000


class House:
    """Everything with as many workers as the peers have, in one run."""

    def __init__(self, quick: bool) -> None:
        self.quick = quick
        self.rounds, self.seconds = (1, 1) if quick else (5, 2)
        self.table, self.offset, self.patience = Table(), 0, Patience(0 if quick else REPEATING)
        self.epoch = (int(time.time()) // 86_400 + 2) * 86_400
        self.carrier = Carrier()
        self.stack = Stack(HOLDFAST_WEB_WORKERS=str(WORKERS), HOLDFAST_JOBS_WORKERS=str(JOBS_WORKERS), **self.carrier.settings)

    def open(self) -> None:
        self.carrier.__enter__()
        self.stack.start()
        with self.stack.database() as database:
            # Nobody's diary is empty: plans are made for tables that hold something.
            practice(database, "bench-history", HISTORY)
            self.world = open_all_hours(database)
            database.execute("vacuum analyze")
            stamp = database.execute("select holdfast.tenant_stamp('bench')").fetchone()[0]
        self.pgbench = Pgbench(self.address("app"), self.world, self.epoch, stamp)
        self.peers = Peers(self.stack, WORKERS)
        self.peers.settle(self.settings())

    def join(self) -> None:
        """The peers come in; without them whatever isn't compared with them can still be measured."""
        self.peers.start()

    def close(self) -> None:
        if hasattr(self, "peers"):
            self.peers.stop()
        self.stack.remove()
        self.carrier.__exit__()

    def address(self, role: str) -> str:
        return self.stack.script("pg", "url", str(self.stack.run_dir), role)

    def settings(self) -> dict[str, str]:
        """PHP has no pipelines, so its statement names the tenant itself: one round trip, as ours."""
        tenant = "(select pg_catalog.set_config('holdfast.tenant', $1::bigint::text, true)::bigint)"
        hold = statement("Booking/hold-slot.sql", lambda number: f"${number}").replace("hold_slot($1,", f"hold_slot({tenant},")
        assert tenant in hold
        return {
            "database": f"{self.address('app')}&options={encoded(SESSION + ' -c holdfast.limits=off')}",
            "tenant": str(self.world.tenant),
            "zone": "America/New_York",
            "hold": hold,
        }

    def warm(self) -> None:
        """Connections are opened and plans made before anything is counted."""
        for wrk in (self.holds, self.fpm):
            wrk.run("hold", WORKERS * 4, 1, self.fresh()).only(201)

    def fresh(self) -> int:
        """The first of many slots that nobody asked for yet."""
        self.offset += STEP
        return self.offset

    def at(self, address: str) -> Wrk:
        return Wrk(address, self.world, self.epoch)

    @property
    def holds(self) -> Wrk:
        return self.at(f"{self.stack.base}/api/v1/bench/holds")

    @property
    def fpm(self) -> Wrk:
        return self.at(f"{self.peers.base}/fpm/book")

    def turns(self, contestants: dict[str, Callable[[], float]]) -> Turns:
        return take_turns(contestants, self.rounds, self.patience)

    def slot(self, number: int) -> dict[str, str]:
        """What is asked for to hold one slot."""
        return slot(self.world, self.epoch, number)

    def deadlocks(self) -> int:
        with self.stack.database() as database:
            return database.execute("select sum(deadlocks)::int from pg_stat_database").fetchone()[0]


def encoded(text: str) -> str:
    return "".join(letter if letter.isalnum() or letter in "_.-" else f"%{ord(letter):02X}" for letter in text)


def machine() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    model = next((line.split(":")[1].strip() for line in lines if "model name" in line), "?")
    return f"{os.cpu_count()} cores ({model}), load {' '.join(f'{load:.1f}' for load in os.getloadavg())}"
