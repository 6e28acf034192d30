"""Random operations from eight connections; afterwards the audit log must tell the whole truth."""

import os
import random

import psycopg
import pytest
import storm
import truth
from diary import Diary, agrees
from oracle import MINUTE, Session, World, listed
from timetables import HOURS
from worlds import set_clock

OPERATIONS = int(os.environ.get("HOLDFAST_SOAK", 0)) or 20_000
SEED = int(os.environ.get("HOLDFAST_SEED", random.randrange(10**9)))

# All of them look at one storm.
pytestmark = pytest.mark.xdist_group("storm")


@pytest.fixture(scope="module")
def outcome(database: str) -> storm.Outcome:
    print(f"seed {SEED}: run again with HOLDFAST_SEED={SEED}")
    outcome = storm.run(database, OPERATIONS, SEED)
    print(f"{len(outcome.told)} answers in {outcome.seconds:.0f} s; {outcome.counts()}")
    return outcome


def test_only_known_reasons_were_given_and_no_constraint_was_met(outcome):
    odd = [(kind, answer) for kind, answer, _ in outcome.told
           if answer.reason not in storm.REASONS or answer.detail == "alarm"]  # fmt: skip
    assert odd == [] and outcome.cut == 0
    for kind in ("hold", "hold_to_move", "confirm", "move", "cancel", "approve", "release"):
        assert outcome.counts()[kind, "done"] > 0, kind


def test_the_audit_log_replayed_reaches_the_state_of_the_database(database, outcome):
    truth.log_reaches_the_tables(database, outcome)


def test_no_two_sessions_overlap_and_no_claim_is_without_a_live_owner(database, outcome):
    truth.nobody_overlaps_and_every_claim_is_owned(database, outcome)


def test_what_was_acknowledged_is_in_the_log_and_nothing_else_is(database, outcome):
    truth.acknowledged_is_logged(database, outcome)
    truth.logged_is_acknowledged(database, outcome)


def as_it_stands(connection: psycopg.Connection, world: World) -> World:
    """What the tables own now, for the oracle: what has run out owns nothing."""
    rows = connection.execute("""
        select b.service_id, b.start_at, lower(c.span), upper(c.span), array_agg(c.resource_id order by c.resource_id),
            b.resource_id
        from claims c join bookings b on b.tenant_id = c.tenant_id and b.id = c.booking_id
        where c.tenant_id = %s and c.expires_at > holdfast.now() group by b.tenant_id, b.id, c.span""", [world.id])  # fmt: skip
    world.sessions = []
    seats: dict[tuple, list] = {}
    for service, start, begin, end, resources, person in rows:
        own = object() if service != world.services[2].id else person
        seats.setdefault((service, start, own), []).append((end, begin, tuple(resources)))
    for (service, start, _), each in seats.items():
        world.sessions.append(Session(service, start, (each[0][1], each[0][0]), each[0][2], len(each)))
    blocks = connection.execute("select resource_id, lower(span), upper(span) from blocks where tenant_id = %s", [world.id])
    world.blocks = {}
    for resource, begin, end in blocks:
        world.blocks.setdefault(resource, []).append((begin, end))
    group = world.services[2]
    group.capacity = connection.execute("select capacity from services where id = %s", [group.id]).fetchone()[0]
    world.now = connection.execute("select holdfast.now()").fetchone()[0]
    return world


@pytest.mark.parametrize("later", [0, 4, 6, 20, 60])
def test_what_ran_out_blocks_nobody(connection, outcome, later):
    world = as_it_stands(connection, outcome.world)
    world.now += later * MINUTE
    set_clock(connection, world)
    world = as_it_stands(connection, outcome.world)
    diary, within = Diary(connection, world.id), (world.now, world.now + 12 * HOURS)
    for service in world.services:
        for duration in service.durations:
            expected = listed(world, service, duration, service.sets[0], within)
            offered = diary.slots(service.id, within, duration)
            assert sorted(expected) == [row[0] for row in offered], service.name
            assert agrees(offered, expected, duration * MINUTE)


def test_a_booking_that_moves_is_in_nobodys_way(connection, outcome):
    """What is listed for a move is what the oracle lists without the booking."""
    coming = connection.execute("""
        select id, service_id, resource_id, start_at, duration_minutes from bookings
        where tenant_id = %s and status in ('pending', 'confirmed') and expires_at > holdfast.now()
            and service_id <> %s order by start_at desc limit 12""",
        [outcome.world.id, outcome.world.services[2].id]).fetchall()  # fmt: skip
    assert coming
    for booking, service_id, person, start, duration in coming:
        world = as_it_stands(connection, outcome.world)
        world.sessions = [s for s in world.sessions if not ((s.service, s.start) == (service_id, start) and person in s.resources)]
        service = next(each for each in world.services if each.id == service_id)
        diary, within = Diary(connection, world.id), (start - 3 * HOURS, start + 3 * HOURS)
        offered = diary.slots(service.id, within, moving=booking)
        assert agrees(offered, listed(world, service, duration, service.sets[0], within), duration * MINUTE)


def test_nothing_is_half_done_when_backends_are_killed_in_the_middle(database):
    outcome = storm.run(database, OPERATIONS // 5, SEED + 1, kills_a_second=20)
    assert outcome.cut > 0
    truth.log_reaches_the_tables(database, outcome)
    truth.nobody_overlaps_and_every_claim_is_owned(database, outcome)
    truth.acknowledged_is_logged(database, outcome)


def test_nobody_waited_in_a_circle(connection, outcome):
    row = connection.execute("select deadlocks from pg_stat_database where datname = current_database()").fetchone()
    assert row == (0,)
