"""Conversations with a model that takes two seconds a turn: how long they wait for a worker, and what pages and holds feel of them."""

import asyncio
import json
import threading
import time
import uuid
from collections import Counter

from house import House
from pace import Paced, Pacer, request
from peers import Stack
from stand_in import Sandbox
from table import milliseconds
from wire import Wire
from worlds import open_all_hours, practice, slot

SECONDS = 2
# Within so many they all begin. Each that comes needs a worker that there wasn't; how fast a pool grows is no part of this.
BEGINNING = 10
# Holds a second beside them: enough for a 99th percentile, and far from what the house can do.
RATE = 20
TENANTS = 10
WAIT = 1_000
WORSE = 3


def conversations(house: House) -> None:
    """Ten of one business, then a hundred of ten, in a house whose pool of talkers is as it comes."""
    with (
        Sandbox() as sandbox,
        Stack(HOLDFAST_WEB_WORKERS="4", HOLDFAST_TALK_WORKERS="", **sandbox.settings) as stack,
    ):
        sandbox.play({"say": "What shall I look for?"}, seconds=SECONDS)
        ground = Ground(stack)
        seconds = 4 if house.quick else 12
        ground.holds(2)
        for visitors, tenants in ((10, 1), (100, TENANTS)):
            idle = ground.holds(seconds)
            with Visitors(stack, visitors, ground.slugs[:tenants]) as crowd:
                busy = ground.holds(BEGINNING + seconds)
            add(house, visitors, tenants, crowd, idle, busy)


def add(house: House, visitors: int, tenants: int, crowd: "Visitors", idle: Paced, busy: Paced) -> None:
    assert set(crowd.statuses) == {200}, crowd.statuses
    assert len(crowd.waits) >= visitors, f"{len(crowd.waits)} of {visitors} turns were told of"
    whose = f"{visitors} conversations at once, {tenants} {'business' if tenants == 1 else 'businesses'}, a model of {SECONDS} s"
    longest = max(crowd.waits)
    turns = f"{len(crowd.waits)} turns"
    house.table.add("", f"longest wait for a worker, {whose}", f"{longest:,.0f} ms", turns, aim=f"≤ {WAIT:,} ms", met=longest <= WAIT)
    quiet, loud = idle.percentile(0.99), busy.percentile(0.99)
    ratio = loud / quiet
    beside = f"idle {milliseconds([quiet])}"
    house.table.add("", "p99 of a hold beside them", milliseconds([loud]), beside, f"{ratio:.1f}", f"≤ {WORSE}", met=ratio <= WORSE)


class Ground:
    """The businesses that are talked to, and one whose times are held meanwhile."""

    def __init__(self, stack: Stack) -> None:
        self.stack, self.number = stack, 0
        self.epoch = (int(time.time()) // 86_400 + 2) * 86_400
        self.slugs = [f"talk-{number}" for number in range(TENANTS)]
        with stack.database() as database:
            for slug in self.slugs:
                practice(database, slug, 100)
            self.world = open_all_hours(database)
            database.execute("vacuum analyze")

    def holds(self, seconds: float) -> Paced:
        """In an open loop: each leaves at its time, whatever became of those before."""
        address = f"{self.stack.base}/api/v1/bench/holds"
        first = self.number
        self.number += 10_000
        paced = Pacer(
            address, lambda number: request(address, "POST", json.dumps(slot(self.world, self.epoch, first + number)).encode())
        ).open(RATE, seconds)
        assert set(paced.statuses) == {201}, paced.statuses
        return paced


class Visitors:
    """So many conversations that begin one after the other, each a message after the other, while the `with` lasts."""

    def __init__(self, stack: Stack, count: int, slugs: list[str]) -> None:
        self.stack, self.count, self.slugs = stack, count, slugs
        self.statuses: Counter[int] = Counter()
        self.waits: list[float] = []
        self.log = stack.run_dir / "log/serve.log"
        self.over = threading.Event()
        self.thread = threading.Thread(target=lambda: asyncio.run(self.run()), daemon=True)

    def __enter__(self) -> "Visitors":
        self.logged = self.log.stat().st_size
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self.thread.join()
        self.waits = self.read_waits()

    async def run(self) -> None:
        await asyncio.gather(*(self.talk(number) for number in range(self.count)))

    async def talk(self, number: int) -> None:
        await asyncio.sleep(BEGINNING * number / self.count)
        slug = self.slugs[number % len(self.slugs)]
        wire, conversation = Wire(self.stack.port), {}
        while not self.over.is_set():
            answer = await wire.ask("POST", f"/api/v1/{slug}/chat", {"message": "hello", "message_id": uuid.uuid4().hex, **conversation})
            self.statuses[answer.status] += 1
            if answer.status == 200:
                conversation = {"conversation": answer.json()["conversation"]}
        wire.close()

    def read_waits(self) -> list[float]:
        """A turn of two seconds is a slow request: the log tells how long each waited before a worker took it."""
        with self.log.open("rb") as log:
            log.seek(self.logged)
            lines = [json.loads(line) for line in log.read().splitlines() if line.startswith(b"{")]
        return [line["queue_ms"] for line in lines if line.get("event") == "slow" and line.get("route") == "chat" and "queue_ms" in line]
