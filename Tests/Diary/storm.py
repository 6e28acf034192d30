"""Many connections that do random things to one diary at once, and write down what they were told."""

import random
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import psycopg
from diary import Answer, Diary
from oracle import MINUTE, Hours, Resource, Service, World
from timetables import daily
from worlds import insert

NOON = datetime(2026, 9, 14, 12, tzinfo=UTC)
REASONS = {None, "slot_taken", "full", "hold_expired", "too_soon", "not_on_grid", "limit_reached", "not_found",
           "too_late_to_change", "outside_hours", "invalid"}  # fmt: skip


def small_business() -> World:
    """Three people and two rooms that everybody wants at once; one service needs approval, one is a class."""
    ann, ben, cleo = (Resource(name) for name in ("Ann", "Ben", "Cleo"))
    red, blue = Resource("red", "room"), Resource("blue", "room")
    hourly = [(day, hour * 60) for day in range(1, 8) for hour in range(24)]
    services = [
        Service("talk", [[ann, ben]], [30, 45], 15),
        Service("treatment", [[ben, cleo], [red, blue]], [45], 15, after=10, before=5),
        Service("class", [[ann, cleo], [red]], [60], group=True, capacity=4, starts=hourly),
        Service("on approval", [[ann, cleo]], [30], 15),
    ]
    return World("Europe/Berlin", NOON, Hours(daily((0, 1440)).weekly), [ann, ben, cleo, red, blue], services)


def settle(connection: psycopg.Connection) -> World:
    world = insert(connection, small_business())
    connection.execute("update tenants set customer_overlap = true, answer_minutes = 45 where id = %s", [world.id])
    connection.execute("update services set needs_approval = true where id = %s", [world.services[3].id])
    connection.execute("select clock_set(%s)", [world.now])
    connection.execute("create table if not exists public.capacities (tenant_id bigint, at timestamptz, capacity integer)")
    return world


@dataclass
class Memory:
    """What all connections know of each other: they do things to the same holds and bookings."""

    now: datetime
    holds: list[dict] = field(default_factory=list)
    bookings: list[dict] = field(default_factory=list)
    blocks: list[int] = field(default_factory=list)

    def some(self, pool: list, chance: random.Random):
        """Rather a late one than an early one; None where there is none."""
        return pool[-1 - min(int(chance.expovariate(0.15)), len(pool) - 1)] if pool else None


@dataclass
class Visitor:
    """One connection. Each method is an operation; its answer is remembered in `told`."""

    diary: Diary
    world: World
    memory: Memory
    chance: random.Random
    told: list[tuple[str, Answer, dict]] = field(default_factory=list)

    def act(self) -> None:
        kind = self.chance.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
        given = getattr(self, kind)()
        if given is not None:
            answer, about = given
            self.told.append((kind, answer, about))

    def keyed(self, call: Callable[..., Answer], *given, **more) -> Answer:
        """Every write has a key; now and then it is repeated at once and must give the same answer."""
        key = {"p_route": "storm", "p_key": f"{self.chance.getrandbits(128):032x}", "p_body_hash": b"same"}
        answer = call(*given, **more, **key)
        stored = answer.reason in (None, "slot_taken", "full", "hold_expired")
        if stored and self.chance.random() < 0.05:
            again = call(*given, **more, **key)
            # What could be had instead of a refused start isn't kept: by then others may have it.
            kept = answer if answer.done else Answer(answer.reason, answer.detail, None)
            assert again == kept, f"a repeated key gave {again} after {answer}"
        return answer

    def hold(self):
        return self.hold_of(self.chance.choice(self.world.services))

    def hold_of(self, service: Service, **moving):
        step = 60 if service.group else self.chance.choice([15, 15, 15, 15, 7])
        start = self.memory.now.replace(minute=0, second=0) + self.chance.randrange(0, 420 // step) * step * MINUTE
        person = self.chance.choice([None, None, *(each.id for each in service.sets[0])])
        answer = self.keyed(self.diary.hold, service.id, start, self.chance.choice(service.durations), person,
                            p_client=f"client {self.chance.randrange(60)}", **moving)  # fmt: skip
        if answer.done:
            self.memory.holds.append({**answer.result, "moves": moving.get("p_moving_reference")})
        return answer, {"service": service.id, "start": start}

    def hold_to_move(self):
        booking = self.memory.some(self.memory.bookings, self.chance)
        if not booking:
            return None
        service = next(each for each in self.world.services if each.id == booking["service"])
        return self.hold_of(service, p_moving_reference=booking["reference"], p_proof_kind="owner", p_proof="")

    def confirm(self):
        hold = self.memory.some(self.memory.holds, self.chance)
        if not hold:
            return None
        answer = self.keyed(self.diary.confirm, hold["hold"], email=f"{self.chance.randrange(80)}@example.org")
        if answer.done:
            self.memory.bookings.append(answer.result)
        return answer, hold

    def move(self):
        """A hold that was made for it, rather than any."""
        meant = [hold for hold in self.memory.holds[-60:] if hold["moves"]]
        hold = self.memory.some(meant if self.chance.random() < 0.8 else self.memory.holds, self.chance)
        booking = self.memory.some(self.memory.bookings, self.chance)
        if not hold or not booking:
            return None
        reference = hold["moves"] or booking["reference"]
        return self.keyed(self.diary.move, reference, hold["hold"]), {"reference": reference, "hold": hold["booking"]}

    def release(self):
        hold = self.memory.some(self.memory.holds, self.chance)
        return hold and (self.keyed(self.diary.release, hold["hold"]), hold)

    def renew(self):
        hold = self.memory.some(self.memory.holds, self.chance)
        return hold and (self.diary.write("renew_hold", p_hold=hold["hold"]), hold)

    def cancel(self):
        booking = self.memory.some(self.memory.bookings, self.chance)
        return booking and (self.keyed(self.diary.cancel, booking["reference"]), booking)

    def approve(self):
        return self.answer("approve_booking")

    def decline(self):
        return self.answer("decline_booking")

    def answer(self, function: str):
        waiting = [each for each in self.memory.bookings[-40:] if each["status"] == "pending"]
        booking = self.memory.some(waiting, self.chance)
        return booking and (self.keyed(lambda **key: self.diary.write(function, p_booking=booking["booking"], **key)), booking)

    def block(self):
        start = self.memory.now + self.chance.randrange(-60, 400) * MINUTE
        span = start, start + self.chance.randrange(5, 60) * MINUTE
        resource = self.chance.choice(self.world.resources).id
        answer = self.keyed(self.diary.block, resource, span)
        if answer.done:
            self.memory.blocks.append(answer.result["block"])
        return answer, {"resource": resource}

    def unblock(self):
        block = self.memory.some(self.memory.blocks, self.chance)
        return block and (self.keyed(lambda **key: self.diary.write("unblock_resource", p_block=block, **key)), {})

    def tick(self):
        """Time passes for everybody: holds and requests run out, and nothing sweeps."""
        by = timedelta(seconds=self.chance.randrange(5, 120))
        self.memory.now = self.diary.connection.execute("select holdfast.clock_move(%s)", [by]).fetchone()[0]

    def sweep(self):
        self.diary.rows("lapse_due", p_limit=20)

    def resize(self):
        """The class is lowered or raised, while whoever books in it waits."""
        group, capacity = self.world.services[2], self.chance.randrange(1, 7)
        with self.diary.connection.transaction():
            execute = self.diary.connection.execute
            execute("select lock_resources(%s)", [sorted(each.id for each in sum(group.sets, []))])
            execute("update services set capacity = %s where id = %s", [capacity, group.id])
            execute("insert into public.capacities values (%s, clock_timestamp(), %s)", [self.world.id, capacity])


WEIGHTS = {
    "hold": 40, "hold_to_move": 10, "confirm": 22, "release": 4, "renew": 3, "move": 9, "cancel": 7, "approve": 3,
    "decline": 1, "block": 2, "unblock": 3, "tick": 3, "sweep": 0.5, "resize": 0.7,
}  # fmt: skip


@dataclass
class Outcome:
    world: World
    told: list[tuple[str, Answer, dict]]
    seconds: float
    # Operations whose connection was killed: whether they happened, nobody was told.
    cut: int

    def counts(self) -> Counter:
        return Counter((kind, answer.reason or "done") for kind, answer, _ in self.told)


@dataclass
class Storm:
    """The connections that run at once, what they are told, and what went wrong."""

    database: str
    world: World
    seed: int
    told: list[tuple[str, Answer, dict]] = field(default_factory=list)
    faults: list[Exception] = field(default_factory=list)
    cut: int = 0
    over: threading.Event = field(default_factory=threading.Event)

    def connect(self) -> Diary:
        connection = psycopg.connect(self.database, autocommit=True, application_name=f"storm {self.world.id}")
        return Diary(connection, self.world.id)

    def work(self, number: int, operations: int, memory: Memory) -> None:
        chance = random.Random(f"{self.seed}/{number}")
        visitor = Visitor(self.connect(), self.world, memory, chance, self.told)
        try:
            for _ in range(operations):
                if self.faults:
                    break
                self.step(visitor)
        except Exception as fault:
            self.faults.append(fault)
        visitor.diary.connection.close()

    def step(self, visitor: Visitor) -> None:
        try:
            visitor.act()
        except psycopg.Error as lost:
            if lost.sqlstate not in (None, "57P01"):
                raise
            visitor.diary.connection.close()
            self.cut += 1
            visitor.diary = self.connect()

    def kill(self, a_second: float) -> None:
        """Ends connections from outside, wherever they happen to be."""
        chance = random.Random(self.seed)
        find = "select pid from pg_stat_activity where application_name = %s and state <> 'idle'"
        with psycopg.connect(self.database, autocommit=True) as connection:
            while not self.over.wait(1 / a_second):
                found = connection.execute(find, [f"storm {self.world.id}"]).fetchall()
                if found:
                    connection.execute("select pg_terminate_backend(%s)", chance.choice(found))


def run(database: str, operations: int, seed: int, connections: int = 8, kills_a_second: float = 0) -> Outcome:
    with psycopg.connect(database) as connection:
        world = settle(connection)
    storm, memory, began = Storm(database, world, seed), Memory(world.now), time.monotonic()
    each = operations // connections
    threads = [threading.Thread(target=storm.work, args=[number, each, memory]) for number in range(connections)]
    killer = threading.Thread(target=storm.kill, args=[kills_a_second]) if kills_a_second else None
    for thread in [*threads, *filter(None, [killer])]:
        thread.start()
    for thread in threads:
        thread.join()
    storm.over.set()
    if killer:
        killer.join()
    if storm.faults:
        raise storm.faults[0]
    return Outcome(world, storm.told, time.monotonic() - began, storm.cut)
