"""What must be true of the database after any fault, held against what the visitors were told."""

from crowd import Crowd
from stack import Stack

OVERLAPS = """
select a.booking_id, b.booking_id from claims a join claims b
on a.tenant_id = b.tenant_id and a.resource_id = b.resource_id and a.session_id < b.session_id and a.span && b.span"""

# Whoever met a hold that ran out has removed all of its claims, never some; whoever is open has all of them.
HALF_DONE = """
select b.id, b.status from bookings b left join claims c on c.tenant_id = b.tenant_id and c.booking_id = b.id
group by b.tenant_id, b.id
having count(c) <> case when b.status in ('held', 'pending', 'confirmed') then b.claim_count else 0 end"""

# A booking that no key made, or that two keys made.
KEYS_OF_ROWS = """
select b.id, count(r) from bookings b left join receipts r on r.tenant_id = b.tenant_id and r.reason is null
    and r.route like '%%/holds' and (r.result ->> 'booking')::bigint = b.id
where b.id > %s group by b.id having count(r) <> 1"""

RECEIPTS = "select key, result ->> 'hold', result ->> 'reference' from receipts where reason is null and key = any(%s)"


def diary_is_sound(house: Stack) -> None:
    """No overlap, nothing half done, and nobody who waited in a circle."""
    with house.database() as database:
        assert database.execute(OVERLAPS).fetchall() == []
        assert database.execute(HALF_DONE).fetchall() == []
        deadlocks = database.execute("select deadlocks from pg_stat_database where datname = current_database()")
        assert deadlocks.fetchone() == (0,)
    assert "holdfast alarm" not in (house.run_dir / "pg/postgres.log").read_text(errors="replace")


def told_is_stored(house: Stack, crowd: Crowd) -> None:
    """Every answer has its row, every key one row, and nothing stands there that nobody asked for."""
    diary_is_sound(house)
    ledger = crowd.ledger
    with house.database() as database:
        assert database.execute(KEYS_OF_ROWS, [crowd.since]).fetchall() == []
        rows = database.execute(RECEIPTS, [[*ledger.held, *ledger.booked, *ledger.unsure]]).fetchall()
        made = {hold for (hold,) in database.execute("select hold_id from bookings where id > %s", [crowd.since])}
    stored = {key: (hold, reference) for key, hold, reference in rows}
    assert len(rows) == len(stored)
    assert {key: stored[key][0] for key in ledger.held if key in stored} == ledger.held
    assert {key: stored[key][1] for key in ledger.booked if key in stored} == ledger.booked
    unsure = {stored[key][0] for key in ledger.unsure if key in stored} - {None}
    assert set(ledger.held.values()) <= made
    assert made - set(ledger.held.values()) <= unsure
    assert len(set(ledger.held.values())) == len(ledger.held)
