"""What goes wrong when many want the same at once, and when time runs out while they do."""

import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import datetime, timedelta

import psycopg
import pytest
import storm
from diary import Answer, Diary
from oracle import MINUTE, Resource, Service, World
from timetables import HOURS, daily
from worlds import insert

LATER = storm.NOON + 2 * HOURS


class Shop:
    """A small business of a test's own, and as many connections to it as the test wants."""

    def __init__(self, database: str, stack: ExitStack, world: World | None = None):
        self.database, self.stack = database, stack
        with psycopg.connect(database) as connection:
            self.world = insert(connection, world) if world else storm.settle(connection)
            connection.execute("select clock_set(%s)", [self.world.now])
        self.diary = self.another()

    def another(self) -> Diary:
        connection = self.stack.enter_context(psycopg.connect(self.database, autocommit=True))
        return Diary(connection, self.world.id)

    def service(self, name: str) -> Service:
        return next(each for each in self.world.services if each.name == name)

    def person(self, name: str) -> int:
        return next(each.id for each in self.world.resources if each.name == name)

    def set(self, statement: str, *values) -> None:
        self.diary.connection.execute(statement, values)

    def later(self, **by: int) -> None:
        self.set("select clock_move(%s)", timedelta(**by))

    def ask(self, statement: str, *values) -> list[tuple]:
        return self.diary.connection.execute(statement, values).fetchall()

    def status(self, booking: int) -> str:
        return self.ask("select status from bookings where tenant_id = %s and id = %s", self.world.id, booking)[0][0]

    def claims(self, booking: int) -> int:
        return len(self.ask("select from claims where tenant_id = %s and booking_id = %s", self.world.id, booking))

    def hold(self, name: str, start: datetime, person: str | None = None, **more) -> Answer:
        return self.diary.hold(self.service(name).id, start, resource=person and self.person(person), **more)

    def book(self, name: str, start: datetime, person: str | None = None, email: str = "ada@example.org") -> dict:
        held = self.hold(name, start, person)
        assert held.done, held
        booked = self.diary.confirm(held.result["hold"], email=email)
        assert booked.done, booked
        return booked.result

    def hold_for(self, booking: dict, start: datetime, diary: Diary | None = None) -> Answer:
        return (diary or self.diary).hold(
            booking["service"], start, resource=booking["resource"],
            p_moving_reference=booking["reference"], p_proof_kind="owner", p_proof="",
        )  # fmt: skip

    def at_once(self, *calls: Callable[[Diary], Answer]) -> list[Answer]:
        """Each call on a connection of its own, all let go at the same moment."""
        diaries, gate = [self.another() for _ in calls], threading.Barrier(len(calls))

        def run(call: Callable[[Diary], Answer], diary: Diary) -> Answer:
            gate.wait()
            return call(diary)

        with ThreadPoolExecutor(len(calls)) as pool:
            answers = list(pool.map(run, calls, diaries))
        for diary in diaries:
            diary.connection.close()
        return answers


@pytest.fixture
def shop(database: str):
    with ExitStack() as stack:
        yield Shop(database, stack)


@pytest.fixture
def opened(database: str):
    """Opens a shop of the test's own design."""
    with ExitStack() as stack:
        yield lambda world: Shop(database, stack, world)


def reasons(answers: list[Answer]) -> Counter:
    return Counter(answer.reason for answer in answers)


def test_of_thirty_two_at_once_for_one_slot_one_wins(shop):
    talk, ann = shop.service("talk").id, shop.person("Ann")
    answers = shop.at_once(*[lambda diary: diary.hold(talk, LATER, resource=ann)] * 32)
    assert reasons(answers) == {None: 1, "slot_taken": 31}
    offered = shop.diary.rows("alternatives", p_service=talk, p_start=LATER, p_resource=ann)
    assert len(offered) == 5
    assert all(shop.diary.explain(talk, row[0], resource=ann)[0] for row in offered)
    assert shop.diary.hold(talk, offered[0][0], resource=ann).done


def test_two_who_take_the_first_seat_at_once_sit_in_one_session(shop):
    group, ann = shop.service("class").id, shop.person("Ann")
    answers = shop.at_once(*[lambda diary: diary.hold(group, LATER, resource=ann)] * 6)
    assert reasons(answers) == {None: 4, "full": 2}
    seats = shop.ask("select session_id, resource_id, seat from claims where tenant_id = %s", shop.world.id)
    assert len({row[0] for row in seats}) == 1 and len({row[1:] for row in seats}) == 8


def test_two_bookings_that_ask_for_each_others_time_both_hear_that_it_is_taken(shop):
    first, second = shop.book("talk", LATER, "Ann"), shop.book("talk", LATER + HOURS, "Ann", "bob@example.org")
    for _ in range(10):
        answers = shop.at_once(lambda diary: shop.hold_for(first, LATER + HOURS, diary), lambda diary: shop.hold_for(second, LATER, diary))
        assert reasons(answers) == {"slot_taken": 2}
    assert (shop.status(first["booking"]), shop.status(second["booking"])) == ("confirmed", "confirmed")


def test_a_booking_moves_onto_a_time_that_overlaps_itself(shop):
    booked = shop.book("treatment", LATER, "Cleo")
    held = shop.hold_for(booked, LATER + 15 * MINUTE)
    assert held.done and shop.claims(booked["booking"]) == 2
    assert shop.hold("treatment", LATER + 15 * MINUTE, "Cleo").reason == "slot_taken"
    moved = shop.diary.move(booked["reference"], held.result["hold"])
    assert moved.done and moved.result["reference"] == booked["reference"]
    assert shop.claims(booked["booking"]) == 2 and shop.status(held.result["booking"]) == "moved"
    assert shop.hold("treatment", LATER - 60 * MINUTE, "Cleo").done


def test_a_neighbour_takes_only_the_room_of_an_expired_hold(shop):
    shop.diary.block(shop.person("blue"), (storm.NOON, storm.NOON + 24 * HOURS))
    held = shop.hold("treatment", LATER, "Ben")
    assert shop.hold("treatment", LATER, "Cleo").reason == "slot_taken"
    shop.later(minutes=5)
    assert shop.hold("treatment", LATER, "Cleo").done
    assert shop.status(held.result["booking"]) == "expired" and shop.claims(held.result["booking"]) == 0
    assert shop.diary.confirm(held.result["hold"]).reason == "hold_expired"
    assert shop.hold("talk", LATER, "Ben").done


def test_a_hold_that_ran_out_untouched_is_still_confirmed(shop):
    held = shop.hold("talk", LATER, "Ann")
    shop.later(minutes=30)
    assert shop.diary.confirm(held.result["hold"]).done


@pytest.mark.parametrize("rival", ["hold", "renew", "room"])
def test_at_the_edge_of_expiry_exactly_one_owns_the_time(shop, rival):
    """The hold runs out; its holder confirms while another takes over, or while it is renewed."""
    for round_number in range(40):
        start = LATER + round_number * HOURS
        held = shop.hold("treatment", start, "Ben").result
        shop.later(minutes=5, seconds=-(round_number % 2))
        other = {
            "hold": lambda diary, at=start: diary.hold(shop.service("talk").id, at, resource=shop.person("Ben")),
            "renew": lambda diary, hold=held["hold"]: diary.write("renew_hold", p_hold=hold),
            "room": lambda diary, at=start: diary.hold(shop.service("treatment").id, at, resource=shop.person("Cleo")),
        }[rival]
        confirmed, rivals = shop.at_once(lambda diary, hold=held["hold"]: diary.confirm(hold), other)
        status, claims = shop.status(held["booking"]), shop.claims(held["booking"])
        if confirmed.done:
            assert (status, claims) == ("confirmed", 2)
            assert rival != "hold" or rivals.reason == "slot_taken"
        else:
            assert (confirmed.reason, status, claims) == ("hold_expired", "expired", 0) and rivals.done


def test_a_key_twenty_times_at_once_writes_once(shop):
    talk = shop.service("talk").id
    key = {"p_route": "holds", "p_key": "k" * 16, "p_body_hash": b"body"}
    answers = shop.at_once(*[lambda diary: diary.hold(talk, LATER, **key)] * 20)
    assert len({str(answer) for answer in answers}) == 1 and answers[0].done
    assert len(shop.ask("select from bookings where tenant_id = %s", shop.world.id)) == 1
    assert shop.diary.hold(talk, LATER, **{**key, "p_body_hash": b"other"}) == Answer("idempotency_conflict", "other_body", None)


def test_every_write_repeated_with_its_key_does_nothing_twice(shop):
    """Hold, confirm, move, cancel, release, block and unblock; and each with another body is refused."""
    booked = shop.book("talk", LATER, "Ann")
    target, spare = shop.hold_for(booked, LATER + HOURS).result["hold"], shop.hold("talk", LATER + 3 * HOURS).result["hold"]
    block = shop.diary.block(shop.person("red"), (LATER, LATER + HOURS)).result["block"]
    writes = [
        lambda **key: shop.diary.move(booked["reference"], target, **key),
        lambda **key: shop.diary.confirm(spare, email="eve@example.org", **key),
        lambda **key: shop.diary.release(shop.hold("talk", LATER + 5 * HOURS).result["hold"], **key),
        lambda **key: shop.diary.cancel(booked["reference"], **key),
        lambda **key: shop.diary.block(shop.person("blue"), (LATER, LATER + HOURS), **key),
        lambda **key: shop.diary.write("unblock_resource", p_block=block, **key),
    ]
    for number, write in enumerate(writes):
        key = {"p_route": "any", "p_key": f"{number:016}"}
        first = write(**key, p_body_hash=b"one")
        logged = shop.ask("select count(*) from audit where tenant_id = %s and event <> 'held'", shop.world.id)
        assert first.done and write(**key, p_body_hash=b"one") == first
        assert shop.ask("select count(*) from audit where tenant_id = %s and event <> 'held'", shop.world.id) == logged
        assert write(**key, p_body_hash=b"two").detail == "other_body"


def test_a_class_lowered_from_eight_seats_to_six_evicts_nobody_and_fills_nothing(shop):
    shop.set("update services set capacity = 8 where id = %s", shop.service("class").id)
    booked = [shop.book("class", LATER, "Ann", f"{n}@example.org") for n in range(8)]
    shop.set("update services set capacity = 6 where id = %s", shop.service("class").id)
    assert {shop.status(each["booking"]) for each in booked} == {"confirmed"}
    for gone in range(3):
        assert shop.hold("class", LATER, "Ann").reason == "full"
        assert shop.diary.cancel(booked[gone]["reference"]).done
    offered = shop.diary.slots(shop.service("class").id, (LATER, LATER + MINUTE), resource=shop.person("Ann"))
    assert [row[3] for row in offered] == [1]
    assert reasons([shop.hold("class", LATER, "Ann") for _ in range(2)]) == {None: 1, "full": 1}


def test_a_request_that_nobody_answers_lapses_and_its_time_is_free(shop):
    booked = shop.book("on approval", LATER, "Ann")
    assert booked["status"] == "pending" and shop.hold("talk", LATER, "Ann").reason == "slot_taken"
    shop.later(minutes=45)
    assert shop.hold("talk", LATER, "Ann").done and shop.status(booked["booking"]) == "lapsed"
    assert not shop.diary.write("approve_booking", p_booking=booked["booking"]).done


def two_people(limits: bool = False) -> World:
    people = [Resource("Ann"), Resource("Ben")]
    service = Service("talk", [people], [30])
    return World("Europe/Berlin", storm.NOON, daily((0, 1440)), people, [service])


def test_any_person_means_that_work_is_shared_out(opened):
    shop = opened(two_people())
    given = Counter(shop.hold("talk", LATER + n * HOURS).result["resource"] for n in range(9))
    assert sorted(given.values()) == [4, 5]


def test_a_days_limit_holds_when_its_last_place_is_asked_for_twice(opened):
    for scope in ("service of one", "service of all"):
        for round_number in range(8):
            shop = opened(two_people())
            service = shop.service("talk").id
            shop.set("insert into daily_limits (tenant_id, scope, service_id, maximum) values (%s, 'service', %s, 1)",
                     shop.world.id, service if scope == "service of one" else None)  # fmt: skip
            people = [shop.person(name) for name in ("Ann", "Ben")]
            calls = [lambda diary, who=who, of=service: diary.hold(of, LATER, resource=who) for who in people]
            answers = shop.at_once(*calls)
            assert reasons(answers) == {None: 1, "limit_reached": 1}, f"{scope}, round {round_number}"


def test_one_customer_at_two_places_at_once_is_refused_once(opened):
    for _ in range(8):
        shop = opened(two_people())
        holds = [shop.hold("talk", LATER, name).result["hold"] for name in ("Ann", "Ben")]
        answers = shop.at_once(*[lambda diary, hold=hold: diary.confirm(hold) for hold in holds])
        assert reasons(answers) == {None: 1, "limit_reached": 1}


def test_a_client_holds_three_at_most_however_fast_it_asks(shop):
    calls = [
        lambda diary, n=n: diary.hold(shop.service("talk").id, LATER + n * HOURS, p_client="one", p_address="192.0.2.1") for n in range(10)
    ]
    assert reasons(shop.at_once(*calls)) == {None: 3, "limit_reached": 7}


def test_the_diary_is_written_under_read_committed_only(shop):
    shop.diary.connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
    with pytest.raises(psycopg.errors.InvalidTransactionState):
        shop.hold("talk", LATER)


def test_nobody_waited_in_a_circle(database):
    with psycopg.connect(database) as connection:
        connection.execute("select pg_stat_force_next_flush()")
        row = connection.execute("select deadlocks from pg_stat_database where datname = current_database()").fetchone()
    assert row == (0,)
