"""How long one waits: at half of what the house can do (M8), for a list of 30 days, and for a word in the chat."""

import json
import time
from datetime import date, timedelta
from statistics import median

import requests
from house import House
from pace import Paced, Pacer, request
from speed import CROWD
from table import milliseconds, spread
from talk import book
from worlds import practice


def half_load(house: House) -> None:
    """Holds in an open loop at half of the rate that the house reaches, beside one client alone."""
    seconds = 2 if house.quick else 5
    alone, half, rates = [], [], []
    for _ in range(house.rounds):
        alone.append(pacer(house, 1).closed(seconds / 2))
        peak = house.holds.run("hold", CROWD, house.seconds, house.fresh()).only(201).rate(201)
        rates.append(peak / 2)
        half.append(pacer(house, 64).open(peak / 2, seconds))
    for paced in alone + half:
        assert set(paced.statuses) == {201}, paced.statuses
    ratio = median(busy.percentile(0.99) / quiet.percentile(0.5) for busy, quiet in zip(half, alone, strict=True))
    p50, p99 = percentiles(alone, 0.5), percentiles(half, 0.99)
    what = f"p99 of a hold at half load ({median(rates):,.0f}/s, open loop)"
    house.table.add("M8", what, milliseconds(p99), f"p50 of one client {milliseconds(p50)}", f"{ratio:.1f}", "≤ 5", met=ratio <= 5)
    house.table.add("M8", "the same, for a tool call", f"{median(p99):.1f} ms", aim="≤ 10 ms", met=median(p99) <= 10)


def percentiles(runs: list[Paced], share: float) -> list[float]:
    return [run.percentile(share) for run in runs]


def pacer(house: House, lines: int) -> Pacer:
    offset, address = house.fresh(), house.holds.address
    return Pacer(address, lambda number: request(address, "POST", json.dumps(house.slot(offset + number)).encode()), lines)


def listing(house: House) -> None:
    """Thirty days of two people, with few and with many bookings behind them, in turn."""
    practices = {}
    with house.stack.database() as database:
        for count in (100, 100_000):
            practices[count] = practice(database, f"bench-{count}", count).service
        database.execute("vacuum analyze")
    times: dict[int, list[float]] = {count: [] for count in practices}
    for _ in range(house.rounds * 20):
        for count, service in practices.items():
            times[count].append(list_slots(house, count, service))
    few, many = (sorted(samples)[len(samples) // 2] for samples in times.values())
    what, beside = "slots of 30 days, two people, 100,000 bookings", f"100 bookings {milliseconds(times[100])}"
    house.table.add("", what, milliseconds(times[100_000]), beside, f"{many / few:.2f}", "≤ 2", met=many / few <= 2)


def list_slots(house: House, count: int, service: int) -> float:
    first = date.today() + timedelta(days=3)
    query = {"service": str(service), "from": first.isoformat(), "to": (first + timedelta(days=30)).isoformat()}
    began = time.perf_counter()
    answer = requests.get(f"{house.stack.base}/api/v1/bench-{count}/slots", params=query, timeout=30)
    took = (time.perf_counter() - began) * 1000
    assert answer.status_code == 200 and len(answer.json()["slots"]) > 500, answer.text[:200]
    return took


def chat(house: House) -> None:
    wrk = house.at(f"{house.stack.base}/api/v1/demo/chat")
    turns = [wrk.run("chat", CROWD, house.seconds).only(200) for _ in range(house.rounds)]
    p99 = median(answers.p99 for answers in turns)
    house.table.add("", f"scripted chat turns, {CROWD} clients (p99 {p99:.0f} ms)", spread([answers.total for answers in turns]))
    booked = [book(f"{house.stack.base}/api/v1/demo", weekday(7 + number)) for number in range(house.rounds * 4)]
    times = milliseconds([one.seconds * 1000 for one in booked])
    house.table.add("", f"a whole booking by chat, {booked[0].turns} turns, server time", times)


def weekday(ahead: int) -> str:
    """How a visitor names the day so far ahead, or the Monday after it."""
    day = date.today() + timedelta(days=ahead)
    while day.isoweekday() > 5:
        day += timedelta(days=1)
    return day.strftime("%B %-d")
