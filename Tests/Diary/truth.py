"""What must be true of a diary after any storm: its log, its tables and what was acknowledged tell the same."""

import psycopg
import storm
from psycopg.rows import dict_row
from replay import Claim, Model

EVENTS = """
select a.id, a.at, a.event, a.booking_id, a.block_id, a.status, least(a.expires_at, '9999-01-01') as expires_at,
    a.made, a.removed, a.facts, coalesce((select c.capacity from public.capacities c
        where c.tenant_id = a.tenant_id and c.at <= a.written_at order by c.at desc limit 1), s.first, 1) as capacity
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


def log_reaches_the_tables(database: str, outcome: storm.Outcome) -> None:
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


def nobody_overlaps_and_every_claim_is_owned(database: str, outcome: storm.Outcome) -> None:
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


def acknowledged_is_logged(database: str, outcome: storm.Outcome) -> None:
    seen = {(event["event"], event["booking_id"]) for event in events(database, outcome)}
    for kind, answer, _ in outcome.told:
        if answer.done and kind in LEAVES:
            assert any((event, answer.result["booking"]) in seen for event in LEAVES[kind]), (kind, answer)


def logged_is_acknowledged(database: str, outcome: storm.Outcome) -> None:
    """Where nobody was cut off in the middle."""
    logged = events(database, outcome)
    held = sorted(answer.result["booking"] for kind, answer, _ in outcome.told if answer.done and kind.startswith("hold"))
    assert held == sorted(event["booking_id"] for event in logged if event["event"] == "held")
    moves = [answer.result["booking"] for kind, answer, _ in outcome.told if answer.done and kind == "move"]
    assert len({event["facts"]["hold"] for event in logged if event["event"] == "rescheduled"}) <= len(moves)
