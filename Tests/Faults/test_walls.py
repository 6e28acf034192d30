"""What the two pools are two for: conversations that hang take nothing from pages and bookings."""

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import requests
from crowd import Crowd
from stack import Business, Stack, new_key, until
from understudy import Site, answers, hangs


@contextmanager
def no_turn_goes_on(house: Stack):
    """Every turn waits for its row, as it would for a model that doesn't answer."""
    with house.database() as database, database.transaction():
        database.execute("lock table turns in access exclusive mode")
        yield


def waiting(house: Stack) -> int:
    with house.database() as database:
        blocked = "select count(*) from pg_stat_activity where application_name = 'holdfast talk' and wait_event_type = 'Lock'"
        return database.execute(blocked).fetchone()[0]


def web_as_it_is_now(house: Stack) -> float:
    """The time within which half of all visitors of `web` are answered."""
    with Crowd(house, visitors=3, pause=0.01) as ledger:
        time.sleep(1.5)
    assert ledger.failures == {}
    return ledger.slowest(0.5)


def test_a_full_talk_pool_takes_nothing_from_web(house):
    business, talkers = Business(house, "barber"), len(house.workers_of("talk"))
    before, keys = web_as_it_is_now(house), [new_key() for _ in range(talkers * 3)]
    with ThreadPoolExecutor(len(keys)) as pool:
        with no_turn_goes_on(house):
            turns = [pool.submit(business.post, "/chat", {"message": "hello", "message_id": key}) for key in keys]
            until(lambda: waiting(house) == talkers, 5, "every worker of talk waits")
            during = web_as_it_is_now(house)
            until(lambda: waiting(house) == talkers, 10, "every worker of talk waits still, or again")
            assert requests.get(f"{house.base}/t/barber/", timeout=30).status_code == 200
        answers = [turn.result() for turn in turns]
    assert during <= 3 * before + 0.02, (before, during)
    assert {answer.status_code for answer in answers} <= {200, 503}
    assert all(answer.headers["Retry-After"] for answer in answers if answer.status_code == 503)
    with house.database() as database:
        closed = "select count(*), count(distinct message_key) from turns where message_key = any(%s) and closed_at is not null"
        told = sum(answer.status_code == 200 for answer in answers)
        assert database.execute(closed, [keys]).fetchone() == (told, told)


def test_conversations_that_hang_leave_nginx_room_for_everybody_else():
    site = Site("on", **{"limit_conn talkers 600": "limit_conn talkers 3"})
    try:
        site.talk.plays(hangs), site.web.plays(answers)
        with ThreadPoolExecutor(3) as pool:
            turns = [pool.submit(requests.post, f"{site.base}/api/v1/barber/chat", json={}, timeout=30) for _ in range(3)]
            until(lambda: len(site.talk.requests) == 3, 10, "three conversations wait")
            refused = requests.post(f"{site.base}/api/v1/barber/chat", json={}, timeout=30)
            assert (refused.status_code, refused.json()["code"]) == (503, "unavailable")
            assert refused.headers["Retry-After"]
            assert requests.get(f"{site.base}/api/v1/barber/services", timeout=30).text == "answered"
            site.process.terminate()
            assert all(turn.exception() for turn in turns)
    finally:
        site.remove()
