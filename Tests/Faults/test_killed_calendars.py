"""F15: workers of the jobs pool are killed at every step of writing a booking into its calendar. In the end each standing booking has
one event, at its time, and no other event is ours."""

from contextlib import contextmanager
from datetime import timedelta
from itertools import count as numbers

import pytest
from conftest import count
from google import Account, Google
from practice import Practice, same
from stack import Stack, until

OPERATIONS = {"book": "events.insert", "waver": "events.insert", "move": "events.patch", "cancel": "events.delete"}
# Where the worker dies: its request is on its way and arrives later; it is done and the answer on its way; the answer is there and
# nothing written down.
STEPS = ("underway", "done", "answered")
LATE = 0.4
BUSY = "select pid from pg_stat_activity where wait_event_type = 'Lock' and query like '%note_entry%'"


class Diary:
    """What visitors do, and where the worker that writes it out is killed."""

    def __init__(self, house: Stack) -> None:
        self.house, self.google, self.practice = house, Google(house), Practice(house)
        self.account = self.google.account(f"ann@{self.practice.slug}.example")
        self.practice.joins(self.account)
        # Nobody's settings but this account's: it is asked as often as the test likes.
        self.google.settings(quota=100_000)
        self.booked: list[dict] = []
        self.places = numbers()
        self.armed = 0

    def free_time(self):
        place = next(self.places)
        return self.practice.at(3 + place // 20, place % 20)

    def round(self, verb: str, step: str) -> None:
        self.practice.quiet("write_entry")
        self.google.fault(
            "slow" if step == "underway" else "slow_answer", seconds=LATE, account=self.account.email, operation=OPERATIONS[verb]
        )
        self.armed += 1
        booked = self.act(verb)
        until(lambda: self.google.state()["faults"] == [], 10, f"{verb}: the request arrived")
        if step == "answered":
            with self.wall() as blocked:
                until(lambda: blocked(), 10, "the answer is to be written down")
                kill_writers(self.house)
                for pid in blocked():
                    self.practice.database.execute("select pg_terminate_backend(%s, 5000)", [pid])
        else:
            kill_writers(self.house)
        if verb == "waver":
            self.practice.cancel(booked)

    def act(self, verb: str) -> dict:
        if verb in ("book", "waver"):
            booked = self.practice.visit(self.free_time())
            self.booked += [booked] if verb == "book" else []
            return booked
        booked = self.booked.pop(0)
        if verb == "cancel":
            self.practice.cancel(booked)
        else:
            self.booked.append(booked | self.practice.move(booked, self.free_time()))
        return booked

    @contextmanager
    def wall(self):
        """Nothing can be written down of events while this lasts; gives who tries."""
        with self.house.database() as wall, wall.transaction():
            wall.execute("lock table calendar_entries in share row exclusive mode")
            yield lambda: [pid for (pid,) in self.practice.database.execute(BUSY).fetchall()]

    def settle(self) -> None:
        """Everything is written, and what was late has arrived."""
        self.practice.quiet("write_entry", seconds=20)
        until(lambda: self.delayed() >= self.armed, 10, "late requests arrived")

    def delayed(self) -> int:
        return sum(bool(each["fault"]) for each in self.google.exchanges(account=self.account.email))


WRITERS = "select distinct split_part(lease_worker, '-', 3)::int from jobs where state = 'running' and kind = 'write_entry'"


def kill_writers(house: Stack) -> None:
    writers = [pid for (pid,) in house.database().execute(WRITERS).fetchall()]
    assert writers, "somebody writes"
    for pid in writers:
        house.kill_worker(pid)


def ours(account: Account) -> dict[str, list[dict]]:
    """The events that the house wrote and that stand, by the booking that each names."""
    found: dict[str, list[dict]] = {}
    for event in account.calendar.events():
        found.setdefault(event["extendedProperties"]["private"]["holdfastBooking"], []).append(event)
    return found


@pytest.fixture(scope="module")
def diary(house: Stack) -> Diary:
    return Diary(house)


def test_killed_writers_leave_one_event_for_each_standing_booking(diary: Diary):
    rounds = count(20, 200)
    for verb in ("book", "book", "book"):
        diary.act(verb)
    verbs = ("book", "move", "cancel", "waver", "book", "move")
    for place in range(rounds):
        diary.round(verbs[place % len(verbs)], STEPS[place // len(verbs) % len(STEPS)])
    diary.settle()
    standing = dict(diary.practice.ask("select id::text, start_at from bookings where tenant_id = %(tenant)s and status = 'confirmed'"))
    written = ours(diary.account)
    assert len(standing) == len(diary.booked) and set(written) == set(standing)
    for booking, events in written.items():
        (event,) = events
        assert same(event["start"]["dateTime"], standing[booking])
        assert same(event["end"]["dateTime"], standing[booking] + timedelta(hours=1))
    left = "select count(*) from jobs where tenant_id = %(tenant)s and kind = 'write_entry' and state <> 'done'"
    assert diary.practice.one(left) == 0
    (crashes,) = diary.practice.ask("select sum(crashes) from jobs where tenant_id = %(tenant)s and kind = 'write_entry'")[0]
    assert crashes >= rounds
    print(f"{rounds} kills: {len(standing)} bookings stand with their events, {crashes} jobs were taken over")
