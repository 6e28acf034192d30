"""F14: workers of the jobs pool are killed while they have jobs, before and after what a job does is committed. Every job is
done all the same, soon, and what it does happens once."""

import random
from contextlib import ExitStack

from checker import diary_is_sound
from conftest import count
from crowd import starts
from stack import Business, Stack, lives, until
from tamper import tampering

AT_ONCE = 10
ENQUEUE = """
select enqueue_job(tenant_id, 'lapse_booking', jsonb_build_object('booking', id), null, 'booking:' || id, 'storm:' || id)
from bookings where id = any(%s)"""
NOT_DONE = "select count(*) from jobs where dedupe_key like 'storm:%%' and state <> 'done'"
TAKEN_AGAIN = "select count(*) from jobs where dedupe_key like 'storm:%%' and fence > 1"
# How often each of them was ended.
ENDINGS = """
select b.id, b.status, count(a.id) from bookings b left join audit a on a.tenant_id = b.tenant_id and a.booking_id = b.id
    and a.status = 'expired' where b.id = any(%s) group by b.tenant_id, b.id"""


def holds(house: Stack, number: int) -> list[int]:
    business = Business(house, "barber")
    service = business.service()["id"]
    made = [business.post("/holds", {"service": service, "start": start}).json()["id"] for start in starts(business, number)]
    with house.database() as database:
        return [id for (id,) in database.execute("select id from bookings where hold_id = any(%s)", [made])]


def run_out(house: Stack, due: list[int]) -> None:
    """These holds end, each by a job of its own."""
    with house.database() as database, database.transaction():
        for table, key in (("bookings", "id"), ("claims", "booking_id")):
            database.execute(f"update {table} set expires_at = now() - interval '1 minute' where {key} = any(%s)", [due])
        database.execute("select set_config('holdfast.tenant', (select tenant_id::text from bookings where id = %s), true)", due[:1])
        database.execute(ENQUEUE, [due])


def asked(house: Stack, question: str) -> int:
    with house.database() as database:
        return database.execute(question).fetchone()[0]


def kill_at_a_statement(house: Stack, due: list[int]) -> None:
    """Whoever sends its next but so many statement dies of it: one that takes jobs, does one, or marks them as done."""
    workers = house.workers_of("jobs")
    with ExitStack() as tampered:
        for pid in workers:
            tampered.enter_context(tampering([pid], "sendto", f"signal=KILL:when={random.randint(1, 6)}"))
        run_out(house, due)
        until(lambda: not all(lives(pid) for pid in workers), 15, "a worker died")


def test_killed_workers_lose_no_job_and_do_none_twice(house):
    size, due = len(house.workers_of("jobs")), holds(house, count(5, 50) * AT_ONCE)
    for first in range(0, len(due), AT_ONCE):
        until(lambda: len(house.workers_of("jobs")) == size, 20, "the pool stands")
        kill_at_a_statement(house, due[first : first + AT_ONCE])
    # Far less than a lease: what a dead worker held is free at once.
    until(lambda: asked(house, NOT_DONE) == 0, 20, "every job is done")
    with house.database() as database:
        ended = {id: (status, times) for id, status, times in database.execute(ENDINGS, [due])}
    assert ended == dict.fromkeys(due, ("expired", 1))
    print(f"{asked(house, TAKEN_AGAIN)} of {len(due)} jobs were taken more than once")
    diary_is_sound(house)
