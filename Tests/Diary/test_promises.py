"""What a hold promises and what it doesn't, and what a booking keeps of the person it was made for."""

from contextlib import ExitStack

import pytest
from oracle import MINUTE
from test_faults import LATER, Shop, reasons, two_people
from timetables import HOURS


@pytest.fixture
def shop(database: str):
    with ExitStack() as stack:
        yield Shop(database, stack, two_people())


def test_a_hold_that_ran_out_gives_way_to_a_block(shop):
    held, alive = shop.hold("talk", LATER, "Ann").result, shop.hold("talk", LATER, "Ben").result
    shop.later(minutes=3)
    assert shop.diary.write("renew_hold", p_hold=alive["hold"]).done
    shop.later(minutes=3)
    for name in ("Ann", "Ben"):
        assert shop.diary.block(shop.person(name), (LATER, LATER + HOURS)).done
    assert shop.diary.confirm(held["hold"]).reason == "hold_expired" and shop.status(held["booking"]) == "expired"
    assert shop.diary.confirm(alive["hold"]).done


def test_a_hold_that_ran_out_gives_way_to_a_days_limit(shop):
    shop.set("insert into daily_limits (tenant_id, scope, maximum) values (%s, 'service', 1)", shop.world.id)
    held = shop.hold("talk", LATER, "Ann").result
    shop.later(minutes=6)
    shop.book("talk", LATER + HOURS, "Ben", "bob@example.org")
    assert shop.diary.confirm(held["hold"]).reason == "hold_expired"


def test_the_last_place_of_a_day_is_had_once_though_an_old_hold_wants_it_too(shop):
    shop.set("insert into daily_limits (tenant_id, scope, maximum) values (%s, 'service', 1)", shop.world.id)
    talk, ben = shop.service("talk").id, shop.person("Ben")
    for day in range(1, 9):
        start = LATER + 24 * day * HOURS
        held = shop.hold("talk", start, "Ann").result["hold"]
        shop.later(minutes=6)
        answers = shop.at_once(
            lambda diary, hold=held: diary.confirm(hold, email="ann@example.org"),
            lambda diary, at=start + HOURS: diary.hold(talk, at, resource=ben),
        )
        assert sum(answer.done for answer in answers) == 1, f"day {day}: {reasons(answers)}"


def test_one_customer_by_email_here_and_by_phone_there_is_refused_once(shop):
    shop.set("update tenants set max_open_bookings = 2 where id = %s", shop.world.id)
    for number in range(8):
        email, phone = f"{number}@example.org", f"+1212555{number:04}"
        start = LATER + number * HOURS
        first = shop.hold("talk", start + 24 * HOURS, "Ann").result["hold"]
        assert shop.diary.confirm(first, email=email, p_phone=phone).done
        holds = [shop.hold("talk", start, name).result["hold"] for name in ("Ann", "Ben")]
        answers = shop.at_once(
            lambda diary, hold=holds[0], by=email: diary.confirm(hold, email=by),
            lambda diary, hold=holds[1], by=phone: diary.confirm(hold, email=None, p_phone=by),
        )
        assert reasons(answers) == {None: 1, "limit_reached": 1}, f"round {number}"


def test_a_client_that_renews_what_ran_out_still_holds_three(shop):
    def three(first: int) -> list[str]:
        starts = [LATER + (first + n) * HOURS for n in range(3)]
        return [shop.hold("talk", start, p_client="one", p_address="192.0.2.1").result["hold"] for start in starts]

    early = three(0)
    shop.later(minutes=6)
    three(10)
    renewed = shop.diary.write("renew_hold", p_hold=early[0])
    assert (renewed.reason, renewed.detail) == ("hold_expired", None)


def test_a_booking_keeps_the_name_and_the_address_that_it_was_made_with(shop):
    """A family shares an email; a customer has two houses."""
    holds = [shop.hold("talk", LATER + n * 60 * MINUTE, "Ann").result["hold"] for n in range(2)]
    people = [("Ada Byron", "1 Mill Road"), ("Ben Byron", "2 Hill Street")]
    booked = [
        shop.diary.confirm(hold, name, p_address=address).result["booking"] for hold, (name, address) in zip(holds, people, strict=True)
    ]
    rows = shop.diary.rows("appointments", p_bookings=booked)
    assert [(row[23], row[26]) for row in rows] == people


@pytest.mark.parametrize(
    ("name", "email", "wrong"),
    [
        ("\t", "ada@example.org", "name"),
        ("Ada\r\nBcc: eve@example.org", "ada@example.org", "name"),
        ("Ada Byron", "ada\x01@example.org", "email"),
    ],
)
def test_a_name_and_an_email_are_one_line_that_can_be_seen(shop, name, email, wrong):
    held = shop.hold("talk", LATER, "Ann").result["hold"]
    answer = shop.diary.confirm(held, name, email)
    assert (answer.reason, answer.detail) == ("invalid", wrong)
