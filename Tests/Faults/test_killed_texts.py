"""F15: workers of the jobs pool are killed between handing a text over and writing down that it was taken. None is lost, and what
may have gone out twice is known."""

import requests
from carrier import Carrier
from conftest import count
from stack import Stack, until

# Most die unanswered; some just after the answer came, some before anything was taken.
ENDINGS = ("taken", "answered", "taken", "taken", "untaken")
WRITE = "select enqueue_text(%s, 'reply', 'sms', null, %s, %s)"
OPEN = "select count(*) from texts_out where sid is null and recipient like '+1646555%'"
REPEATED = "select body from texts_out where repeated"
NUMBER = "insert into phone_numbers (tenant_id, number) select id, '+12125550111' from tenants where slug = 'demo' on conflict do nothing"


def write(house: Stack, place: int) -> str:
    """A text to somebody of its own, so that none waits for another."""
    body = f"{ENDINGS[place % len(ENDINGS)]} {place}"
    with house.database() as database, database.transaction():
        tenant = database.execute("select id from tenants where slug = 'demo'").fetchone()[0]
        database.execute("select set_config('holdfast.tenant', %s, true)", [str(tenant)])
        database.execute(WRITE, [tenant, f"+1646555{place:04}", body])
    return body


def kill_senders(house: Stack) -> None:
    pools = requests.get(f"{house.base}/pool", timeout=30).json()["pools"]
    for worker in next(pool for pool in pools if pool["name"] == "jobs")["workers"]:
        if worker["state"] == "busy":
            house.kill_worker(worker["pid"])


def asked(house: Stack, question: str) -> list:
    with house.database() as database:
        return [row[0] for row in database.execute(question).fetchall()]


def test_killed_senders_lose_no_text_and_repeat_none_unknown(house: Stack, carrier: Carrier):
    with house.database() as database:
        database.execute(NUMBER)
    rounds = count(20, 200)
    bodies = [write(house, 0)]
    for place in range(1, rounds + 1):
        assert carrier.arrived.wait(15), "a text is on its way"
        carrier.arrived.clear()
        # The next one is there when the dead one's is taken over: nobody has to be waited for.
        if place < rounds:
            bodies.append(write(house, place))
        kill_senders(house)
    until(lambda: asked(house, OPEN) == [0], 20, "every text was taken")
    taken = carrier.counts()
    assert set(bodies) <= set(taken)
    twice = [body for body in bodies if taken[body] > 1]
    assert len(twice) <= 1 and set(twice) <= set(asked(house, REPEATED))
    print(f"{rounds} kills: {len(twice)} texts went out twice, {len(asked(house, REPEATED))} are marked as perhaps repeated")
