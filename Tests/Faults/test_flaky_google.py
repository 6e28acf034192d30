"""F18: an hour of Google at its worst: a third of all requests fail, in every way, while visitors and owners go on. Then the weather
clears, and both sides hold the same."""

from datetime import UTC, datetime, timedelta
from itertools import count as numbers
from random import Random

import pytest
from conftest import count
from google import Account, Google
from practice import Practice, local, utc
from stack import Stack, until

STEPS, MINUTES = 12, 5
# Rests go by the machine's time, of which a test has little: each step of the virtual clock is as long as the longest of them, and ends
# them all, a few times over.
TRIES = 4
END_RESTS = (
    "update jobs set rest_until = '-infinity' where tenant_id = %(tenant)s and state = 'resting'",
    "update calendar_accounts set rest_until = '-infinity', paced_until = '-infinity' where tenant_id = %(tenant)s",
)
STANDING = """
    select b.id::text, b.start_at, r.position from bookings b join resources r on r.tenant_id = b.tenant_id and r.id = b.resource_id
    where b.tenant_id = %(tenant)s and b.status in ('confirmed', 'pending')
"""
BLOCKS = """
    select lower(k.span), upper(k.span) from blocks k join resources r on r.tenant_id = k.tenant_id and r.id = k.resource_id
    where k.tenant_id = %(tenant)s and r.position = %(person)s
"""
# What waits behind a job that rests doesn't count.
BUSY = """
    select count(*) from jobs j where j.tenant_id = %(tenant)s and j.state in ('waiting', 'running') and j.run_at <= holdfast.now()
        and (j.state = 'running' or j.order_key is null or not job_must_wait(j.tenant_id, j.order_key, j.id, holdfast.now()))
"""
DEAD = "select kind, failure from jobs where tenant_id = %(tenant)s and state = 'dead'"


@pytest.fixture(scope="module")
def flaky():
    """A house of its own: its clock is moved."""
    with Stack(HOLDFAST_JOBS_WORKERS="3") as house:
        yield house


class Weather:
    """Two people with a calendar each, what visitors and they themselves do there, and nothing forgotten."""

    def __init__(self, house: Stack, seed: int) -> None:
        self.house, self.google, self.chance = house, Google(house), Random(seed)
        self.practice = Practice(house, people=("Ann", "Bob"))
        self.accounts = [self.google.account(f"{name}@{self.practice.slug}.example") for name in ("ann", "bob")]
        for person, account in enumerate(self.accounts):
            self.practice.joins(account, person)
        self.booked: list[dict] = []
        self.people = numbers()
        self.google.settings(quota=100_000)

    def time(self) -> datetime:
        return self.practice.at(self.chance.randint(3, 7), self.chance.randint(7, 19))

    # What people do. A time that is taken is none of theirs.

    def book(self) -> None:
        start, person = self.time(), self.chance.randint(0, 1)
        held = self.practice.take(start, person)
        if held.status_code == 201:
            customer = {"name": "Ada Byron", "email": f"ada{next(self.people)}@example.com"}
            booked = self.practice.post("/bookings", {"hold": held.json()["id"], "customer": customer})
            assert booked.status_code == 201, booked.text
            self.booked.append(booked.json() | customer)

    def move(self) -> None:
        if not self.booked:
            return
        booked = self.chance.choice(self.booked)
        proof = {"reference": booked["reference"], "email": booked["email"]}
        held = self.practice.take(self.time(), self.chance.randint(0, 1), moving=proof)
        if held.status_code == 201:
            self.practice.post(f"/bookings/{booked['reference']}/reschedule", {"email": booked["email"], "hold": held.json()["id"]})

    def cancel(self) -> None:
        if self.booked:
            booked = self.booked.pop(self.chance.randrange(len(self.booked)))
            self.practice.post(f"/bookings/{booked['reference']}/cancel", {"email": booked["email"]})

    def add(self) -> None:
        start = self.time()
        self.chance.choice(self.accounts).calendar.add("Own", local(start), local(start + timedelta(hours=1)))

    def change_own(self) -> None:
        self.touch("Own")

    def change_ours(self) -> None:
        self.touch("Consultation")

    def touch(self, summary: str) -> None:
        """An owner moves or deletes an event."""
        calendar = self.chance.choice(self.accounts).calendar
        found = sorted(
            (each for each in calendar.events() if each["summary"].startswith(summary)), key=lambda each: each["start"]["dateTime"]
        )
        if found and self.chance.random() < 0.3:
            calendar.delete(self.chance.choice(found)["id"])
        elif found:
            start = self.time()
            calendar.move(self.chance.choice(found)["id"], local(start), local(start + timedelta(hours=1)))

    # How time goes.

    def step(self) -> None:
        for act in self.chance.choices(
            (self.book, self.move, self.cancel, self.add, self.change_own, self.change_ours), (5, 2, 1, 2, 1, 2), k=9
        ):
            act()
        self.work(TRIES)
        self.house.command("clock", f"+{MINUTES}m")

    def work(self, tries: int) -> None:
        self.practice.call(
            "select read_soon(%(tenant)s, c.id) from (select distinct calendar_id as id from calendar_uses where tenant_id = %(tenant)s) c"
        )
        for _ in range(tries):
            for statement in END_RESTS:
                self.practice.ask(statement)
            self.practice.nudge()
            until(lambda: self.practice.one(BUSY) == 0, 30, "all that could be done was done")

    def clear(self) -> None:
        self.google.clear()
        until(lambda: self.google.state()["due_pushes"] == 0, 20, "late pushes came")
        for _ in range(3):
            self.work(2)
        until(lambda: self.google.state()["due_pushes"] == 0, 20, "nothing is left to be told")

    # What each side holds.

    def standing(self) -> set[tuple]:
        return {(booking, utc(start), place - 1) for booking, start, place in self.practice.ask(STANDING)}

    def written(self) -> list[tuple]:
        return [
            (own["holdfastBooking"], utc(moment(event["start"])), person)
            for person, account in enumerate(self.accounts)
            for event in account.calendar.events()
            if (own := event.get("extendedProperties", {}).get("private"))
        ]

    def blocks(self, person: int) -> list[tuple]:
        return sorted(self.practice.ask(BLOCKS, person=person + 1))


def moment(when: dict) -> datetime:
    return datetime.fromisoformat(when["dateTime"]).astimezone(UTC)


def busy(account: Account) -> list[tuple]:
    """When an account's owner is away by their own events."""
    own = [each for each in account.calendar.events() if "extendedProperties" not in each]
    return sorted((moment(each["start"]), moment(each["end"])) for each in own)


@pytest.mark.parametrize("seed", range(1, count(1, 12) + 1))
def test_after_an_hour_of_failures_both_sides_hold_the_same(flaky: Stack, seed: int):
    weather = Weather(flaky, seed)
    before = weather.google.last()
    weather.google.storm(seed, 0.3)
    for _ in range(STEPS):
        weather.step()
    weather.clear()
    assert weather.practice.ask(DEAD) == []
    written = weather.written()
    assert len(set(written)) == len(written) and set(written) == weather.standing()
    for person, account in enumerate(weather.accounts):
        assert weather.blocks(person) == busy(account)
    asked = weather.google.exchanges(after=before)
    failed = sum(bool(each["fault"]) for each in asked)
    print(f"seed {seed}: {len(asked)} requests, {failed} went wrong; {len(written)} bookings stand, {len(weather.booked)} were wanted")
    assert failed > len(asked) / 6 and len(written) > 3
