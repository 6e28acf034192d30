"""What the queue of jobs promises: nothing is lost, nothing runs out of order, and everybody gets a turn."""

import random
import threading
import uuid
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import timedelta

import psycopg
import pytest
from queue_of_jobs import Queue, Taken
from test_faults import Shop
from timetables import HOURS


@pytest.fixture
def stack():
    with ExitStack() as opened:
        yield opened


@pytest.fixture
def tenants(database: str) -> list[int]:
    with psycopg.connect(database) as connection:
        statement = """insert into tenants (slug, name, zone)
            select 'jobs-' || %s || n, 'J', 'UTC' from generate_series(1, 40) n returning id"""
        return [row[0] for row in connection.execute(statement, [uuid.uuid4().hex[:8]]).fetchall()]


def queue_on(database: str, stack: ExitStack, kind: str | None = None) -> Queue:
    connection = stack.enter_context(psycopg.connect(database, autocommit=True))
    connection.execute("set role holdfast_app")
    return Queue(connection, kind)


@pytest.fixture
def queue(database: str, stack: ExitStack, tenants: list[int]) -> Queue:
    return queue_on(database, stack)


def ids(jobs: list[Taken]) -> list[int]:
    return [job.id for job in jobs]


def state(database: str, job: int) -> tuple:
    with psycopg.connect(database) as connection:
        statement = "select state, attempts, crashes, failure from jobs where id = %s"
        return connection.execute(statement, [job]).fetchone()


def rest(database: str, job: int) -> float:
    with psycopg.connect(database) as connection:
        return connection.execute("select extract(epoch from rest_until - clock_timestamp()) from jobs where id = %s", [job]).fetchone()[0]


def test_a_job_is_written_with_its_cause_or_not_at_all(queue, tenants):
    with pytest.raises(ZeroDivisionError), queue.connection.transaction():
        queue.add(tenants[0])
        raise ZeroDivisionError
    assert queue.take() == []
    made = queue.add(tenants[0], {"booking": 7, "code": "a:b", "list": [1, 2]})
    assert [(job.id, job.payload) for job in queue.take()] == [(made, {"booking": 7, "code": "a:b", "list": [1, 2]})]


@pytest.mark.parametrize("payload", [{"a": "Ada Byron"}, {"a": "ada@example.org"}, {"a": "+15550100"}, {"a": {"b": 1}}, {"a": ["x y"]},
                                     {"a": [["b"]]}, {"a": [{"b": 1}]}, ["b"], {"a": "x" * 101}])  # fmt: skip
def test_a_payload_holds_ids_and_codes_only(queue, tenants, payload):
    with pytest.raises(psycopg.errors.CheckViolation):
        queue.add(tenants[0], payload)


def test_a_dedupe_key_makes_one_job_however_often_and_by_however_many_it_is_asked(database, stack, queue, tenants):
    queues = [queue_on(database, stack, queue.kind) for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda each: each.add(tenants[0], dedupe="reminder:7:1"), queues))
    assert len(set(made)) == 1
    queue.finish(*queue.take())
    assert queue.add(tenants[0], dedupe="reminder:7:1") == made[0] and queue.take() == []
    assert queue.add(tenants[1], dedupe="reminder:7:1") != made[0]


def test_it_runs_when_business_time_has_come(database, stack):
    shop = Shop(database, stack)
    queue = queue_on(database, stack)
    made = queue.add(shop.world.id, run_at=shop.world.now + 365 * 24 * HOURS)
    shop.later(days=364)
    assert queue.take() == []
    shop.later(days=1)
    assert ids(queue.take()) == [made]


def test_jobs_of_a_booking_run_one_after_the_other_in_their_order(queue, tenants):
    first, second, third = [queue.add(tenants[0], order="booking:1") for _ in range(3)]
    other = queue.add(tenants[0], order="booking:2")
    taken = queue.take()
    assert sorted(ids(taken)) == [first, other] and queue.take() == []
    assert queue.retry(taken[ids(taken).index(first)], wait=0.3) == "resting"
    assert queue.take() == []  # the first one rests, and the others wait behind it
    queue.connection.execute("select pg_sleep(0.35)")
    for expected in (first, second, third):
        taken = queue.take()
        assert ids(taken) == [expected]
        assert queue.finish(*taken) == [expected]


def test_a_reminder_far_ahead_holds_nobody_up_and_neither_does_a_dead_letter(database, stack):
    shop = Shop(database, stack)
    queue = queue_on(database, stack)
    reminder = queue.add(shop.world.id, run_at=shop.world.now + 24 * HOURS, order="booking:1")
    news = queue.add(shop.world.id, order="booking:1")
    later = queue.add(shop.world.id, order="booking:1")
    (taken,) = queue.take()
    assert taken.id == news and queue.bury(taken) == "dead"
    (taken,) = queue.take()
    assert taken.id == later and queue.put_off(taken, shop.world.now + 25 * HOURS) == "resting"
    shop.later(days=1)
    assert ids(queue.take()) == [reminder]


def test_a_tenant_with_very_many_due_jobs_starves_nobody(database, queue, tenants):
    crowd, alone = tenants[0], tenants[1:]
    with psycopg.connect(database) as connection:
        connection.execute("insert into jobs (tenant_id, kind, run_at) select %s, %s, holdfast.now() - interval '1 day' "
                           "from generate_series(1, 20000)", [crowd, queue.kind])  # fmt: skip
    made = {queue.add(tenant) for tenant in alone}
    taken = [job for _ in range(4) for job in queue.take()]
    assert made <= set(ids(taken)) and len(taken) > 100
    # One at a time they come by turns too.
    made = {queue.add(tenant) for tenant in alone}
    assert made <= {job.id for _ in range(80) for job in queue.take(limit=1)}


def test_many_takers_never_share_a_job_nor_break_an_order(database, stack, queue, tenants):
    chance = random.Random(3)
    made = defaultdict(list)
    for _ in range(400):
        tenant, order = chance.choice(tenants[:5]), f"booking:{chance.randrange(15)}"
        made[tenant, order].append(queue.add(tenant, order=order))
    key = {job: where for where, jobs in made.items() for job in jobs}
    begun, lock, running = defaultdict(list), threading.Lock(), set()

    def work(number: int) -> None:
        own = queue_on(database, ExitStack(), queue.kind)
        while len([job for jobs in begun.values() for job in jobs]) < 400:
            for job in own.take(limit=7, worker=f"w{number}"):
                with lock:
                    assert key[job.id] not in running
                    running.add(key[job.id])
                    begun[key[job.id]].append(job.id)
                with lock:
                    running.discard(key[job.id])
                own.finish(job)
        own.connection.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(work, range(6)))
    assert begun == made


def test_who_lost_the_lease_can_neither_finish_nor_fail_nor_renew(queue, tenants):
    queue.add(tenants[0])
    (late,) = queue.take(lease=0.05)
    assert queue.renew(late, lease=0.05) == [late.id]
    queue.connection.execute("select pg_sleep(0.1)")
    (again,) = queue.take(worker="two")
    assert again.id == late.id and again.fence > late.fence
    assert queue.finish(late) == [] and queue.retry(late) is None and queue.bury(late) is None
    assert queue.renew(late) == [] and queue.release(late) == 0
    assert queue.finish(again) == [again.id] and queue.finish(again) == []


def test_work_that_outlived_its_lease_counts_if_nobody_has_taken_the_job_since(database, queue, tenants):
    queue.add(tenants[0])
    (late,) = queue.take()
    assert queue.free("worker") == 1
    assert queue.finish(late) == [late.id] and state(database, late.id)[0] == "done"


def test_a_dead_workers_jobs_are_free_at_once_and_run_alone(queue, tenants):
    made = [queue.add(tenant) for tenant in tenants[:5]]
    assert len(queue.take(worker="gone")) == 5
    assert queue.take() == [] and queue.free("gone") == 5 and queue.free("gone") == 0
    seen = [queue.take() for _ in made]
    assert all(len(batch) == 1 for batch in seen) and sorted(ids([batch[0] for batch in seen])) == made


def test_a_start_frees_what_was_held_over_connections_that_are_gone(database, queue, tenants):
    queue.add(tenants[0])
    (held,) = queue.take(worker="machine")
    with psycopg.connect(database) as connection:
        living = connection.execute("select array_agg(distinct lease_backend) from jobs where state = 'running'").fetchone()[0]
    queue.ask("select holdfast.free_jobs_of_the_dead(%s)", [living])
    assert queue.take() == []
    queue.ask("select holdfast.free_jobs_of_the_dead(%s)", [[each for each in living if queue.kind not in each]])
    assert ids(queue.take()) == [held.id]


def test_a_job_that_kills_its_workers_becomes_a_dead_letter_and_its_neighbours_dont(database, queue, tenants):
    poison, innocent = queue.add(tenants[0]), queue.add(tenants[0])
    deaths = 0
    while state(database, poison)[0] != "dead" and deaths < 9:
        taken = queue.take(worker="brave")
        if poison in ids(taken):
            deaths += 1
            queue.free("brave")
        else:
            queue.finish(*taken)
        with psycopg.connect(database) as connection:
            connection.execute("update jobs set rest_until = '-infinity' where id = %s and state = 'resting'", [poison])
    assert deaths == 5 and state(database, poison) == ("dead", 0, 5, "worker_died")
    assert state(database, innocent) == ("done", 0, 1, None)


def test_failures_rest_longer_each_time_and_end_as_a_dead_letter(database, queue, tenants):
    made = queue.add(tenants[0])
    for longest in (1, 2, 4, 4):
        (job,) = queue.take()
        assert queue.retry(job, wait=None, attempts=5, first=1, longest=4) == "resting"
        assert longest / 2 - 0.2 < rest(database, made) <= longest
        with psycopg.connect(database) as connection:
            connection.execute("update jobs set rest_until = '-infinity' where id = %s", [made])
    (job,) = queue.take()
    assert job.attempts == 4 and queue.retry(job, attempts=5) == "dead"
    assert state(database, made) == ("dead", 5, 0, "unreachable") and queue.take() == []


def test_what_was_taken_and_not_begun_goes_back_uncounted(database, queue, tenants):
    made = [queue.add(tenants[0]) for _ in range(3)]
    taken = queue.take()
    assert queue.release(*taken) == 3 and state(database, made[0]) == ("waiting", 0, 0, None)
    assert ids(queue.take()) == made


def test_a_request_lapses_at_its_answer_time_and_not_after_it_was_answered_or_moved(database, stack):
    shop = Shop(database, stack)
    lapses = queue_on(database, stack, "lapse_booking")
    answered, moved, forgotten = [shop.book("on approval", shop.world.now + (3 + n) * HOURS, "Ann", f"a{n}@example.org") for n in range(3)]
    assert shop.diary.write("approve_booking", p_booking=answered["booking"]).done
    shop.later(minutes=30)
    hold = shop.hold_for(moved, shop.world.now + 9 * HOURS).result["hold"]
    again = {"p_reference": moved["reference"], "p_proof_kind": "link", "p_proof": str(moved["booking"]), "p_hold": hold}
    assert shop.diary.write("reschedule_booking", **again).result["status"] == "pending"

    def run_due() -> set[int]:
        own = [job for job in lapses.take() if job.tenant == shop.world.id]
        asked = [job.payload["booking"] for job in own]
        pending = {booking for booking in asked if shop.status(booking) == "pending"}
        count = shop.diary.rows("lapse_bookings", p_bookings=asked)[0][0]
        lapses.finish(*own)
        ended = {booking for booking in pending if shop.status(booking) == "lapsed"}
        assert count == len(ended)
        return ended

    shop.later(minutes=14)
    assert run_due() == set()
    shop.later(minutes=1)
    assert run_due() == {forgotten["booking"]}
    shop.later(minutes=30)
    assert run_due() == {moved["booking"]}
    assert [shop.status(each["booking"]) for each in (answered, moved, forgotten)] == ["confirmed", "lapsed", "lapsed"]


def test_upkeep_is_asked_for_where_something_ran_out_and_once(database, stack):
    shop = Shop(database, stack)
    tidy, app = queue_on(database, stack, "tidy_holds"), queue_on(database, stack)
    held = [shop.hold("talk", shop.world.now + n * HOURS, "Ben").result["booking"] for n in range(1, 3)]

    def own() -> list[Taken]:
        return [job for job in tidy.take() if job.tenant == shop.world.id]

    app.ask("select holdfast.enqueue_upkeep()", [])
    assert own() == []
    shop.later(minutes=6)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda each: each.ask("select holdfast.enqueue_upkeep()", []), [queue_on(database, stack) for _ in range(4)]))
    (job,) = own()
    assert shop.diary.rows("lapse_due", p_limit=100)[0][0] == 2 and tidy.finish(job)
    assert [shop.status(each) for each in held] == ["expired", "expired"]


def test_finished_jobs_are_forgotten_after_a_week_and_dead_letters_are_not(database, queue, tenants):
    made = [queue.add(tenants[0]) for _ in range(3)]
    done, dead, young = queue.take()
    queue.finish(done, young)
    queue.bury(dead)
    with psycopg.connect(database) as connection:
        connection.execute("update jobs set finished_at = finished_at - interval '8 days' where id = any (%s)", [made[:2]])
    queue.ask("select holdfast.forget_jobs(1000)", [])
    assert [state(database, job) is None for job in made] == [True, False, False]


def test_the_overview_counts_without_saying_who(queue, tenants):
    for _ in range(3):
        queue.add(tenants[0])
    queue.add(tenants[0], run_at=queue.ask("select holdfast.now()", [])[0][0] + timedelta(days=9))
    first, second = queue.take(limit=2)
    queue.bury(first)
    rows = {row[0]: row[1:6] for row in queue.ask("select * from holdfast.jobs_overview()", [])}
    assert rows[queue.kind] == (1, 1, 0, 1, 1) and queue.finish(second)
