"""Small promises at the edges of the search: far beyond the horizon, and who serves a booking that moves."""

from datetime import UTC, datetime, timedelta

import pytest
from diary import Diary
from oracle import Hours, Resource, Service, World
from worlds import insert, set_clock

NINE = datetime(2026, 11, 24, 9, tzinfo=UTC)
ROUND_THE_CLOCK = {weekday: [(0, 1440)] for weekday in range(1, 8)}


@pytest.fixture
def practice(connection) -> tuple[Diary, World, Service]:
    """Two people who are always there, and the morning of a Tuesday."""
    people = [Resource("Ada"), Resource("Grace")]
    service = Service("cut", sets=[people], durations=[30], grid=15, horizon=30)
    world = World(zone="UTC", now=NINE - timedelta(hours=2), business=Hours(ROUND_THE_CLOCK), resources=people, services=[service])
    insert(connection, world)
    set_clock(connection, world)
    return Diary(connection, world.id), world, service


@pytest.mark.parametrize("years", [-400, -1, 1, 7000])
def test_a_start_outside_every_reach_is_refused_and_has_nearby_alternatives(practice, years):
    diary, world, service = practice
    start = NINE.replace(year=NINE.year + years)
    offered = diary.rows("alternatives", p_service=service.id, p_start=start)
    assert diary.hold(service.id, start).reason == ("too_far" if years > 0 else "too_soon")
    assert [diary.explain(service.id, row[0]) for row in offered] == [(True, None, None)] * 5


def test_a_window_that_ends_before_it_begins_lists_nothing(practice):
    diary, world, service = practice
    assert diary.slots(service.id, (NINE, NINE - timedelta(days=3))) == []


@pytest.mark.parametrize("person", [0, 1])
def test_a_booking_that_moves_stays_with_its_person_while_they_are_free(practice, person):
    diary, world, service = practice
    chosen = world.resources[person].id
    diary.confirm(diary.hold(service.id, NINE + timedelta(hours=3), resource=chosen).result["hold"], email="grace@example.org")
    booked = diary.confirm(diary.hold(service.id, NINE, resource=chosen).result["hold"])
    moving = {"p_moving_reference": booked.result["reference"], "p_proof_kind": "owner"}
    assert diary.hold(service.id, NINE + timedelta(minutes=15), **moving).result["resource"] == chosen


def test_a_room_that_is_closed_is_closed_and_not_taken(connection):
    person, room = Resource("Ada"), Resource("studio", kind="room", hours=Hours({3: [(540, 1020)]}))
    service = Service("portrait", sets=[[person], [room]], durations=[30], horizon=30)
    world = World(zone="UTC", now=NINE - timedelta(hours=2), business=Hours(ROUND_THE_CLOCK), resources=[person, room], services=[service])
    insert(connection, world)
    set_clock(connection, world)
    diary = Diary(connection, world.id)
    assert diary.explain(service.id, NINE)[:2] == (False, "outside_hours")
    assert diary.hold(service.id, NINE).reason == "outside_hours"
    tomorrow = NINE + timedelta(days=1)
    assert diary.hold(service.id, tomorrow).done
    assert diary.hold(service.id, tomorrow).reason == "slot_taken"
