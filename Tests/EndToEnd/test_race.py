"""Many visitors, one slot."""

import threading
from concurrent.futures import ThreadPoolExecutor

from stack import new_key


def at_once(count, action):
    """Runs the action in as many threads, all let go at the same instant."""
    gate = threading.Barrier(count)

    def one(number):
        gate.wait()
        return action(number)

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


def test_of_200_visitors_for_one_slot_one_wins_and_the_others_are_offered_slots_that_can_be_held(barber):
    service, slot = barber.service(), barber.slots(after_days=4)[40]
    body = {"service": service["id"], "start": slot["start"]}
    answers = at_once(200, lambda number: barber.post("/holds", body, new_key()))

    statuses = [answer.status_code for answer in answers]
    assert statuses.count(201) == 1, sorted(set(statuses))
    refused = [answer.json() for answer in answers if answer.status_code == 409]
    assert len(refused) == 199
    assert {problem["code"] for problem in refused} == {"slot_taken"}
    assert all(problem["alternatives"] for problem in refused)

    offered = {(slot["start"], slot["resource"]["id"]): slot for slot in refused[0]["alternatives"]}
    for alternative in offered.values():
        held = barber.hold(alternative)
        assert held.status_code == 201, held.text
        assert held.json()["start"] == alternative["start"]
        barber.release(held)


def test_two_bookings_that_ask_for_each_others_time_both_keep_their_own(barber):
    one, two = barber.slots(after_days=5)[10], barber.slots(after_days=5)[30]
    bookings = [barber.book(one), barber.book(two)]

    def swap(number):
        mine, wanted = bookings[number], (two, one)[number]
        return barber.hold(wanted, moving={"reference": mine["reference"], "email": mine["email"]})

    assert [answer.status_code for answer in at_once(2, swap)] == [409, 409]
    for booking in bookings:
        found = barber.post(f"/bookings/{booking['reference']}/lookup", {"email": booking["email"]})
        assert found.json()["start"] == booking["start"]


def test_a_booking_is_moved_onto_a_time_that_overlaps_itself(barber):
    slots = barber.slots(after_days=5)
    booking = barber.book(slots[50])
    moving = {"reference": booking["reference"], "email": booking["email"]}
    held = barber.hold(slots[51], moving=moving)
    assert held.status_code == 201, held.text
    path = f"/bookings/{booking['reference']}/reschedule"
    moved = barber.post(path, {"email": booking["email"], "hold": held.json()["id"]})
    assert moved.status_code == 200, moved.text
    assert (moved.json()["reference"], moved.json()["start"]) == (booking["reference"], held.json()["start"])


def test_no_two_live_claims_overlap(stack):
    with stack.database() as database:
        overlaps = database.execute(
            """select count(*) from claims a join claims b
               on a.tenant_id = b.tenant_id and a.resource_id = b.resource_id
               and a.session_id <> b.session_id and a.span && b.span"""
        ).fetchone()
    assert overlaps == (0,)
