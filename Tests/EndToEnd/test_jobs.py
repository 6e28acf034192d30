"""What happens later: it happens by itself, once, whoever is killed or told to leave meanwhile."""

import os
import re
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import requests
from stack import Business, Stack, until

LAPSED = "select count(*) from audit where booking_id = %s and event = 'lapsed'"


@pytest.fixture(scope="module")
def house() -> Iterator[Stack]:
    """A house of its own: its clock is moved."""
    with Stack(HOLDFAST_JOBS_WORKERS="2", HOLDFAST_JOBS_LIMIT="2.5") as house:
        yield house


class Request:
    """A booking that waits for the business's word, and the job that ends it where none comes."""

    def __init__(self, house: Stack) -> None:
        self.house = house
        self.page = self.make(Business(house, "demo"))["manage_url"]
        (self.booking,) = self.row("select id from bookings where status = 'pending' order by id desc limit 1")
        (self.job,) = self.row("select id from jobs where order_key = %s", f"booking:{self.booking}")

    @staticmethod
    def make(dentist: Business) -> dict:
        service = next(each for each in dentist.get("/services").json()["services"] if each["name"] == "Implant consultation")
        (now,) = dentist.stack.database().execute("select extract(epoch from holdfast.now())::float8").fetchone()
        days = [time.strftime("%Y-%m-%d", time.gmtime(now + 86_400 * ahead)) for ahead in (4, 12)]
        slot = dentist.get("/slots", service=service["id"], **{"from": days[0], "to": days[1]}).json()["slots"][0]
        held = dentist.post("/holds", {"service": service["id"], "start": slot["start"], "resource": slot["resource"]["id"]}).json()
        booked = dentist.post("/bookings", {"hold": held["id"], "customer": {"name": "Ada Byron", "email": "ada@example.com"}})
        assert (booked.status_code, booked.json()["status"]) == (201, "pending"), booked.text
        return booked.json()

    def row(self, statement: str, *values: object) -> tuple:
        with self.house.database() as database:
            return database.execute(statement, values).fetchone()

    @property
    def status(self) -> str:
        return self.row("select status from bookings where id = %s", self.booking)[0]

    @property
    def state(self) -> str:
        return self.row("select state from jobs where id = %s", self.job)[0]

    @property
    def taker(self) -> str:
        return self.row("select lease_worker from jobs where id = %s", self.job)[0]

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Nobody can end it meanwhile: the job is under way for as long as this lasts."""
        with self.house.database() as wall, wall.transaction():
            wall.execute("select from bookings where id = %s for update", [self.booking])
            yield

    def comes_due(self) -> None:
        self.house.command("clock", "+2d")


def test_holds_that_nobody_confirms_are_tidied_and_receipts_of_yesterday_forgotten(house):
    barber = Business(house, "barber")
    assert barber.hold(barber.slots()[0], key="a-hold-nobody-confirms").status_code == 201
    with house.database() as database:
        assert database.execute("update receipts set created_at = created_at - interval '25 hours'").rowcount == 1
        house.command("clock", "+1h")
        left = "select (select count(*) from bookings where status = 'held'), (select count(*) from receipts)"
        until(lambda: database.execute(left).fetchone() == (0, 0), 60, "both are gone")


def test_a_request_that_nobody_answers_lapses_by_itself_and_its_link_says_so(house):
    request = Request(house)
    assert "lapsed" not in requests.get(request.page, timeout=30).text
    request.comes_due()
    until(lambda: request.status == "lapsed", 30, "it lapsed")
    assert "ran out unanswered" in requests.get(request.page, timeout=30).text
    until(lambda: request.state == "done", 30, "its job is done")
    assert request.row(LAPSED, request.booking) == (1,)


def test_a_killed_workers_job_is_free_at_once_and_is_done_once(house):
    request = Request(house)
    with request.locked():
        request.comes_due()
        until(lambda: request.taker != "", 30, "a worker has it")
        dead = request.taker
        house.kill_worker(int(dead.rsplit("-", 1)[1]))
        killed = time.monotonic()
        until(lambda: request.taker not in ("", dead), 30, "another worker has it")
    # Its lease alone would have kept it for most of a minute.
    assert time.monotonic() - killed < 20
    until(lambda: request.state == "done", 30, "it is done")
    assert request.status == "lapsed"
    assert request.row(LAPSED, request.booking) == (1,)
    assert request.row("select crashes, fence > 1 from jobs where id = %s", request.job) == (1, True)


def test_a_reload_lets_a_job_under_way_finish(house):
    request, before = Request(house), set(house.workers_of("jobs"))
    with request.locked():
        request.comes_due()
        until(lambda: request.taker != "", 30, "a worker has it")
        os.kill(house.pid("serve"), signal.SIGHUP)
        until(lambda: len(set(house.workers_of("jobs")) - before) >= 1, 30, "a successor is there")
    until(lambda: request.state == "done", 60, "it is done")
    until(lambda: not before & set(house.workers_of("jobs")), 60, "only successors are left")
    assert request.row("select crashes from jobs where id = %s", request.job) == (0,)
    assert request.row(LAPSED, request.booking) == (1,)


def test_a_job_past_its_limit_is_cancelled_and_tried_again_and_its_worker_lives(house):
    request, before = Request(house), set(house.workers_of("jobs"))
    with request.locked():
        request.comes_due()
        cancelled = ("57014", True)
        until(lambda: request.row("select failure, attempts > 0 from jobs where id = %s", request.job) == cancelled, 30, "it is cancelled")
    until(lambda: request.state == "done", 60, "it is done")
    assert set(house.workers_of("jobs")) == before
    assert request.row(LAPSED, request.booking) == (1,)
    assert request.row("select crashes, failure from jobs where id = %s", request.job) == (0, None)


def test_the_pool_tells_of_its_jobs_as_others_do_of_their_routes(house):
    pool = next(each for each in requests.get(f"{house.base}/pool", timeout=30).json()["pools"] if each["name"] == "jobs")
    assert (pool["mode"], pool["queue"], len(pool["workers"])) == ("static", None, 2)
    metrics = requests.get(f"{house.base}/metrics", timeout=30).text
    assert re.search(r'_count\{pool="jobs",route="lapse_booking"\} [1-9]', metrics), metrics
    assert re.search(r"^jobs +running", house.command("top"), re.MULTILINE)
    assert '"event":"job"' in house.log() and '"kind":"lapse_booking"' in house.log()


def test_dead_letters_are_shown_begun_anew_and_given_up(house):
    with house.database() as database:
        add = "insert into jobs (tenant_id, kind, run_at) select id, 'lapse_booking', holdfast.now() from tenants where slug = 'demo'"
        (job,) = database.execute(f"{add} returning id").fetchone()
        ended = "select state, failure from jobs where id = %s"
        dead = ("dead", "payload")
        until(lambda: database.execute(ended, [job]).fetchone() == dead, 30, "nobody can read it")
        assert re.search(rf"{job} +lapse_booking +demo +payload", house.command("jobs"))
        assert '"state":"dead"' in house.command("jobs", "show", str(job), "--json")
        assert "dead letters" in house.command("doctor")
        database.execute("update jobs set payload = '{\"booking\":0}' where id = %s", [job])
        assert house.command("jobs", "retry", "--kind", "lapse_booking") == "1 begun anew"
        until(lambda: database.execute(ended, [job]).fetchone() == ("done", None), 30, "it is done")
        (job,) = database.execute(f"{add} returning id").fetchone()
        until(lambda: database.execute(ended, [job]).fetchone() == dead, 30, "nobody can read this one either")
        assert house.command("jobs", "discard", str(job)) == "given up"
        assert database.execute(ended, [job]).fetchone() == ("discarded", "payload")
