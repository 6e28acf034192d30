"""How fast texts go out: with 100,000 due beside the same requests by the same library without an outbox, and from a booking's commit
to the carrier."""

import subprocess
import tempfile
import time
from statistics import median
from urllib.parse import urlencode

from house import JOBS_WORKERS, House
from stack import Business, until
from table import spread
from turns import Patience, take_turns

DUE = 100_000
NUMBER = "insert into phone_numbers (tenant_id, number) values (%(tenant)s, '+12125550111') on conflict do nothing"
# Three texts to each recipient: they keep an order.
TEXTS = """
    insert into texts_out (tenant_id, kind, channel, number_id, recipient, body, asked, created_at)
    select %(tenant)s, 'reply', 'sms', (select id from phone_numbers where tenant_id = %(tenant)s), '+1646' || 5000000 + n / 3,
        'Text ' || n, true, holdfast.now() from generate_series(1, %(count)s) n
"""
JOBS = """
    insert into jobs (tenant_id, kind, run_at, payload, order_key)
    select tenant_id, 'send_text', holdfast.now(), jsonb_build_object('text', id), text_order(tenant_id, recipient)
    from texts_out where tenant_id = %(tenant)s and status = 'queued' order by id
"""
FORGET = ("delete from jobs where tenant_id = %(tenant)s and kind = 'send_text'", "delete from texts_out where tenant_id = %(tenant)s")
SENT = "select count(*)::int, extract(epoch from clock_timestamp())::float8 from texts_out where tenant_id = %(tenant)s and sid is not null"


def texts(house: House) -> None:
    """As many senders on both sides, each with a connection of its own."""
    ask(house, NUMBER)
    # A turn writes 100,000 texts and takes them away again.
    turns = take_turns({"ours": lambda: dispatched(house), "bare": lambda: bare(house)}, 1, Patience(0))
    ratio = turns.ratio("ours", "bare")
    ours, beside = spread(turns.values("ours")), f"curl, bare requests, {spread(turns.values('bare'))}"
    what = f"texts sent, {JOBS_WORKERS} workers, {DUE:,} due"
    house.table.add("", what, ours, beside, f"{ratio:.2f}", note=turns.note)
    delays(house)


def ask(house: House, *statements: str) -> tuple | None:
    with house.stack.database() as database:
        for statement in statements:
            done = database.execute(statement, {"tenant": house.world.tenant, "count": DUE})
        return done.fetchone() if done.description else None


def dispatched(house: House) -> float:
    """Texts a second while most of them still wait: what is left is taken away."""
    ask(house, *FORGET, TEXTS, "analyze texts_out", JOBS, "analyze jobs")
    until(lambda: ask(house, SENT)[0] > 0, 10, "texts go out")
    before, began = ask(house, SENT)
    time.sleep(house.seconds)
    after, ended = ask(house, SENT)
    ask(house, *FORGET)
    return (after - before) / (ended - began)


def bare(house: House) -> float:
    """The same requests by curl, one after the other over a kept connection, from as many processes."""
    count, settings = 500 * house.seconds, house.carrier.settings
    form = urlencode(
        {"To": "+16465000000", "From": "+12125550111", "StatusCallback": house.stack.base + "/webhooks/twilio/status?text=1-1"}
    )
    address = f"{settings['TWILIO_API_URL']}/2010-04-01/Accounts/{settings['TWILIO_ACCOUNT_SID']}/Messages.json"
    one = f'url = "{address}"\ndata = "{form}&Body=Text"\nuser = "{settings["TWILIO_ACCOUNT_SID"]}:token"\noutput = "/dev/null"\nsilent\n'
    with tempfile.NamedTemporaryFile("w", suffix=".curl") as config:
        config.write("next\n".join([one] * count))
        config.flush()
        began = time.monotonic()
        senders = [subprocess.Popen(["curl", "-K", config.name]) for _ in range(JOBS_WORKERS)]
        assert all(sender.wait(120) == 0 for sender in senders)
        return count * JOBS_WORKERS / (time.monotonic() - began)


def delays(house: House) -> None:
    """From the commit of a booking with a phone number to the arrival of its text, one booking after another."""
    business, waited = Business(house.stack, "bench"), []
    slots = business.slots(after_days=30, days=10)[: 20 if house.quick else 200]
    house.carrier.messages.clear()
    for place, slot in enumerate(slots):
        customer = {"name": "Ada", "phone": f"+1646555{place:04}"}
        held = business.hold(slot)
        booked = business.post("/bookings", {"hold": held.json()["id"], "customer": customer})
        committed = time.time()
        assert booked.status_code == 201, booked.text
        until(lambda place=place: len(house.carrier.messages) > place, 5, "the text arrived")
        waited.append((house.carrier.messages[-1]["at"] - committed) * 1000)
    waited.sort()
    worst = waited[int(len(waited) * 0.99)]
    house.table.add("", "commit to send, p99", f"{worst:.1f} ms", f"median {median(waited):.1f} ms of {len(waited)}")
