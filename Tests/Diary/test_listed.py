"""What is listed can be held, what is not listed is refused, and an independent model says which is which."""

import os
import random
from datetime import datetime, timedelta

import psycopg
import pytest
import timetables
from diary import Diary, agrees
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from oracle import MINUTE, Resource, Service, Session, Span, World, listed, reasons, session_at, span_of
from random_worlds import day_of, worlds
from timetables import HOURS
from worlds import insert, set_clock
from zones import ZONES, changes

SOAK = int(os.environ.get("HOLDFAST_SOAK", 0)) > 0
CHANGING = [zone for zone in ZONES if changes(zone)]


def check_listing(diary: Diary, world: World, service: Service, within: Span) -> dict[int, list[datetime]]:
    """The starts that are listed, by duration, once they are known to be those of the model."""
    found = {}
    for duration in service.durations:
        offered = diary.slots(service.id, within, duration)
        expected = listed(world, service, duration, service.sets[0], within)
        surplus = sorted({row[0] for row in offered} - set(expected))
        missing = sorted(set(expected) - {row[0] for row in offered})
        assert (surplus, missing) == ([], []), f"{world.zone}, {service.name}, {duration} minutes"
        assert agrees(offered, expected, duration * MINUTE)
        check_chosen(diary, world, service, within, duration)
        found[duration] = sorted(expected)
    return found


def check_chosen(diary: Diary, world: World, service: Service, within: Span, duration: int) -> None:
    """A listing for one chosen person, where there are several."""
    if len(service.sets[0]) > 1:
        person = service.sets[0][within[0].day % len(service.sets[0])]
        offered = diary.slots(service.id, within, duration, person.id)
        assert agrees(offered, listed(world, service, duration, [person], within), duration * MINUTE), person.name


def check_start(diary: Diary, world: World, service: Service, start: datetime, duration: int) -> None:
    """Explaining and holding agree with the model: held where nobody's reasons stand, else one of the reasons."""
    each = [reasons(world, service, person, start, duration) for person in service.sets[0]]
    bookable, reason, _ = diary.explain(service.id, start, duration)
    with diary.connection.transaction(force_rollback=True):
        answer = diary.hold(service.id, start, duration)
    assert bookable == answer.done == (not all(each)), f"{world.zone}, {service.name} at {start}: {each}, {answer}"
    assert reason == answer.reason and (answer.done or reason in set().union(*each))


def near_misses(starts: list[datetime], within: Span, chance: random.Random) -> list[datetime]:
    beside = [start + chance.choice([-7, -1, 1, 4, 5, 11]) * MINUTE for start in starts]
    span = int((within[1] - within[0]) / MINUTE)
    return beside + [within[0] + chance.randrange(span) * MINUTE for _ in range(3)]


@pytest.mark.parametrize("zone", CHANGING)
def test_around_every_change_of_the_clocks_what_is_listed_can_be_held(connection, zone):
    chance = random.Random(zone)
    for change in changes(zone):
        world = insert(connection, timetables.around(zone, change))
        set_clock(connection, world)
        diary, within = Diary(connection, world.id), (change - 8 * HOURS, change + 8 * HOURS)
        tried = world.services if SOAK else chance.sample(world.services, 5)
        for service in world.services:
            for duration, starts in check_listing(diary, world, service, within).items():
                if service not in tried:
                    continue
                close = sorted(starts, key=lambda start: abs(start - change))[:8]
                some = chance.sample(close, min(len(close), 8 if SOAK else 1))
                for start in some + near_misses(some, within, chance)[: 20 if SOAK else 1]:
                    check_start(diary, world, service, start, duration)


def insert_block(connection: psycopg.Connection, world: World, resource: Resource, span: Span) -> None:
    world.blocks.setdefault(resource.id, []).append(span)
    connection.execute(
        "insert into blocks (tenant_id, resource_id, span, created_at) values (%s, %s, tstzrange(%s, %s), now())",
        [world.id, resource.id, *span],
    )


def hold_for_good(diary: Diary, world: World, service: Service, start: datetime, duration: int) -> None:
    """Holds a listed start and tells the model what it then owns."""
    answer = diary.hold(service.id, start, duration)
    assert answer.done, f"listed, yet refused: {answer}"
    rows = diary.connection.execute("select resource_id from claims where booking_id = %s", [answer.result["booking"]])
    owned = tuple(sorted(row[0] for row in rows))
    person = next(each for each in service.sets[0] if each.id == answer.result["resource"])
    assert person.id in owned and len(owned) == len(service.sets)
    session = session_at(world, service, person, start)
    seats = session.seats + 1 if session else 1
    if session:
        assert owned == session.resources
        world.sessions.remove(session)
    span = span_of(service, start, duration)
    longest = max(span, session.span) if session else span
    world.sessions.append(Session(service.id, start, longest, owned, seats))


blocks = st.lists(st.tuples(st.integers(0, 4), st.integers(-100, 600), st.integers(1, 200)), max_size=3)


@settings(
    max_examples=2000 if SOAK else 40,
    deadline=None,
    database=None,
    print_blob=True,
    phases=(Phase.generate, Phase.shrink) if SOAK else (Phase.generate,),
    suppress_health_check=list(HealthCheck),
)
@given(world=worlds(), days=st.integers(-1, 3), away=blocks, chance=st.randoms(use_true_random=False))
def test_in_random_worlds_what_is_listed_can_be_held(database, world, days, away, chance):
    with psycopg.connect(database) as connection, connection.transaction(force_rollback=True):
        insert(connection, world)
        set_clock(connection, world)
        connection.execute("select set_config('holdfast.limits', 'off', true)")
        diary, within = Diary(connection, world.id), day_of(world, days)
        for index, offset, length in away:
            begin = world.now + timedelta(minutes=10 * offset)
            insert_block(connection, world, world.resources[index % len(world.resources)],
                         (begin, begin + timedelta(minutes=10 * length)))  # fmt: skip
        for _ in range(3):
            check_world(diary, world, within, chance)


def check_world(diary: Diary, world: World, within: Span, chance: random.Random) -> None:
    """Every service's listing, some of its starts and misses; then one start is taken for good."""
    for service in world.services:
        for duration, starts in check_listing(diary, world, service, within).items():
            some = chance.sample(starts, min(len(starts), 2))
            for start in some + near_misses(some, within, chance)[:4]:
                check_start(diary, world, service, start, duration)
        duration = chance.choice(service.durations)
        starts = check_listing(diary, world, service, within)[duration]
        if starts:
            hold_for_good(diary, world, service, chance.choice(starts), duration)
