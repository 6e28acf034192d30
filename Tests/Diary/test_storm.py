"""Random operations from eight connections; afterwards the audit log must tell the whole truth."""

import os
import random

import psycopg
import pytest
import storm
from diary import Diary, agrees
from oracle import MINUTE, Session, World, listed
from psycopg.rows import dict_row
from replay import Claim, Model
from timetables import HOURS
from worlds import set_clock

OPERATIONS = 100_000 if os.environ.get("HOLDFAST_SOAK") == "1" else 20_000
SEED = int(os.environ.get("HOLDFAST_SEED", random.randrange(10**9)))


@pytest.fixture(scope="module")
def outcome(database: str) -> storm.Outcome:
    print(f"seed {SEED}: run again with HOLDFAST_SEED={SEED}")
    outcome = storm.run(database, OPERATIONS, SEED)
    print(f"{len(outcome.told)} answers in {outcome.seconds:.0f} s; {outcome.counts()}")
    return outcome


EVENTS = """
select a.id, a.at, a.event, a.booking_id, a.block_id, a.status, least(a.expires_at, '9999-01-01') as expires_at,
    a.made, a.removed, a.facts, coalesce((select c.capacity from public.capacities c where c.tenant_id = a.tenant_id and c.at <= a.written_at
        order by c.at desc limit 1), s.first, 1) as capacity
from audit a left join (select 4 as first, %(group)s::bigint as id) s on s.id = (a.facts ->> 'service')::bigint
where a.tenant_id = %(tenant)s order by a.id"""


def events(database: str, outcome: storm.Outcome) -> list[dict]:
    group = outcome.world.services[2].id
    with psycopg.connect(database, row_factory=dict_row) as connection:
        rows = connection.execute(EVENTS, {"tenant": outcome.world.id, "group": group}).fetchall()
    for row in rows:
        if row["facts"].get("service") not in (None, group):
            row["capacity"] = 1
    return rows


def all_of(database: str, statement: str, outcome: storm.Outcome) -> list[tuple]:
    with psycopg.connect(database) as connection:
        return connection.execute(statement, [outcome.world.id]).fetchall()


def test_only_known_reasons_were_given_and_no_constraint_was_met(outcome):
    odd = [(kind, answer) for kind, answer, _ in outcome.told
           if answer.reason not in storm.REASONS or answer.detail == "alarm"]  # fmt: skip
    assert odd == []
    for kind in ("hold", "hold_to_move", "confirm", "move", "cancel", "approve", "release"):
        assert outcome.counts()[kind, "done"] > 0, kind


def test_the_audit_log_replayed_reaches_the_state_of_the_database(database, outcome):
    model = Model().replay(events(database, outcome))
    bookings = all_of(database, "select id, status, least(expires_at, '9999-01-01'), start_at from bookings where tenant_id = %s", outcome)
    assert {(row[0], row[1], str(row[2]), row[3]) for row in bookings} == {
        (number, each.status, str(each.expires), each.start) for number, each in model.bookings.items()
    }
    claims = all_of(database, "select resource_id, session_id, seat, booking_id, lower(span), upper(span) "
                    "from claims where tenant_id = %s", outcome)  # fmt: skip
    assert {Claim(*row[:4], (row[4], row[5])) for row in claims} == set(model.claims.values())
    blocks = all_of(database, "select id, resource_id, lower(span), upper(span) from blocks where tenant_id = %s", outcome)
    assert {row[0]: (row[1], (row[2], row[3])) for row in blocks} == model.blocks


def test_no_two_sessions_overlap_and_no_claim_is_without_a_live_owner(database, outcome):
    rows = all_of(database, """
        select c.resource_id, lower(c.span), upper(c.span), c.session_id, b.status, c.expires_at = b.expires_at,
            b.claim_count = count(*) over (partition by c.booking_id)
        from claims c left join bookings b on b.tenant_id = c.tenant_id and b.id = c.booking_id
        where c.tenant_id = %s order by 1, 2""", outcome)  # fmt: skip
    assert [row for row in rows if row[4] not in ("held", "pending", "confirmed") or not row[5] or not row[6]] == []
    latest: dict[int, list[tuple]] = {}
    for row in rows:
        before = [other for other in latest.get(row[0], []) if other[2] > row[1]]
        assert [other for other in before if other[3] != row[3]] == [], row
        latest[row[0]] = [*before, row]
    unclaimed = all_of(
        database,
        """
        select b.id from bookings b where b.tenant_id = %s and b.status in ('held', 'pending', 'confirmed')
            and not exists (select from claims c where c.tenant_id = b.tenant_id and c.booking_id = b.id)""",
        outcome,
    )
    assert unclaimed == []


# Whoever meets a hold's end after it ended is told that it is done; the business's own move approves.
LEAVES = {"hold": {"held"}, "hold_to_move": {"held"}, "confirm": {"confirmed", "pending"}, "cancel": {"cancelled"},
          "approve": {"approved", "rescheduled"}, "decline": {"declined"}, "release": {"released", "expired", "moved"},
          "renew": {"renewed"}, "move": {"rescheduled"}}  # fmt: skip


def test_what_was_acknowledged_is_in_the_log_and_nothing_else_is(database, outcome):
    logged = events(database, outcome)
    seen = {(event["event"], event["booking_id"]) for event in logged}
    for kind, answer, _ in outcome.told:
        if answer.done and kind in LEAVES:
            assert any((event, answer.result["booking"]) in seen for event in LEAVES[kind]), (kind, answer)
    held = sorted(answer.result["booking"] for kind, answer, _ in outcome.told if answer.done and kind.startswith("hold"))
    assert held == sorted(event["booking_id"] for event in logged if event["event"] == "held")
    moves = [answer.result["booking"] for kind, answer, _ in outcome.told if answer.done and kind == "move"]
    assert len({event["facts"]["hold"] for event in logged if event["event"] == "rescheduled"}) <= len(moves)


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


def test_nobody_waited_in_a_circle(connection, outcome):
    row = connection.execute("select deadlocks from pg_stat_database where datname = current_database()").fetchone()
    assert row == (0,)
