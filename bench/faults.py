"""What clients notice of a killed worker (M6) and of a reload (M7)."""

import json
import os
import random
import signal
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta

from clients import Ask, Crowd, Tally
from house import House
from peers import until

CLIENTS = 8
# Between two kills: each worker lives about a second.
BREATH = 0.2
# Seconds that reloads one after another may take.
RELOADING = 60


def kills(house: House) -> None:
    """`kill -9` of a random worker, again and again, while eight clients keep every worker busy."""
    count, fewer = (10, 5) if house.quick else (100, 40)
    ours, fpm = house.stack.workers, lambda: house.peers.children(house.peers.fpm)
    usual, alike = f"{house.peers.base}/usual", f"{house.peers.base}/fpm"
    gets = {
        "ours": killed(house, count, web_workers(house, ours), reading(house)),
        "PHP-FPM": killed(house, fewer, fpm, lambda _: Ask(f"{usual}/wait?ms=20")),
        "PHP-FPM behind our nginx": killed(house, fewer, fpm, lambda _: Ask(f"{alike}/wait?ms=20")),
    }
    posts = {
        "ours": killed(house, count, web_workers(house, ours), writing(house, house.holds.address)),
        "PHP-FPM": killed(house, fewer, fpm, writing(house, f"{usual}/book")),
        "PHP-FPM behind our nginx": killed(house, fewer, fpm, writing(house, f"{alike}/book")),
    }
    for kind, tallies in {"GET": gets, "keyed POST": posts}.items():
        each = {name: len(tally.failed) / (count if name == "ours" else fewer) for name, tally in tallies.items()}
        peers = ", ".join(f"{name} {share:.2f}" for name, share in each.items() if name != "ours")
        failed = dict(Counter(tallies["ours"].failed))
        what, note = f"failed {kind} for each kill -9, {count} kills", str(failed) if failed else ""
        house.table.add("M6", what, f"{each['ours']:.2f}", peers, aim="0.00", met=each["ours"] == 0, note=note)


def web_workers(house: House, workers: Callable[[], list[int]]) -> Callable[[], list[int]]:
    """The supervisor's children of the web pool: what they are called tells."""

    def found() -> list[int]:
        return [pid for pid in workers() if b"web" in title(pid)]

    return found


def title(pid: int) -> bytes:
    try:
        with open(f"/proc/{pid}/cmdline", "rb") as file:
            return file.read()
    except OSError:
        return b""


def killed(house: House, count: int, workers: Callable[[], list[int]], make: Callable[[int], Ask]) -> Tally:
    with Crowd(CLIENTS, make) as crowd:
        time.sleep(0.5)
        for _ in range(count):
            until(lambda: bool(workers()), 10, "a worker lives")
            os.kill(random.choice(workers()), signal.SIGKILL)
            time.sleep(BREATH)
        time.sleep(0.5)
    assert crowd.tally.good > count, "hardly anything was answered"
    return crowd.tally


def reading(house: House) -> Callable[[int], Ask]:
    first = date.today() + timedelta(days=2)
    span = f"from={first}&to={first + timedelta(days=1)}"
    return lambda _: Ask(f"{house.stack.base}/api/v1/bench/slots?service={house.world.service}&resource={house.world.first_person}&{span}")


def writing(house: House, address: str) -> Callable[[int], Ask]:
    """Holds, each of a slot of its own under a key of its own."""
    offset = house.fresh()
    return lambda number: Ask(address, "POST", json.dumps(house.slot(offset + number)).encode(), uuid.uuid4().hex)


def reloads(house: House) -> None:
    """How long others wait while a reload meets a request that takes four seconds, and what is lost when all workers are busy."""
    stalls = {"ours": stalled(house, f"{house.stack.base}/healthz", slow_hold(house), reload_ours(house))}
    house.peers.stop_fpm()
    house.peers.start_fpm(control="10s")
    slow = [Ask(f"{house.peers.base}/usual/wait?ms=4000")]
    stalls["PHP-FPM"] = stalled(house, f"{house.peers.base}/usual/x", slow, lambda: reload_fpm(house))
    ratio = stalls["ours"] / stalls["PHP-FPM"]
    what, beside = "worst extra wait in a reload, a 4 s request under way", f"PHP-FPM, told to wait 10 s, {stalls['PHP-FPM']:,.0f} ms"
    house.table.add("M7", what, f"{stalls['ours']:,.0f} ms", beside, f"{ratio:.3f}", "≤ 0.01", met=ratio <= 0.01)
    lost(house)


def lost(house: House) -> None:
    count, fewer = (5, 2) if house.quick else (100, 10)
    fpm = [Ask(f"{house.peers.base}/usual/wait?ms=20")]
    ours, reloads = reloaded(reading(house), reload_ours(house), count)
    graceful, times = reloaded(lambda _: fpm[0], lambda: reload_fpm(house), fewer)
    house.peers.stop_fpm()
    house.peers.start_fpm()
    plain, others = reloaded(lambda _: fpm[0], lambda: reload_fpm(house), fewer)
    beside = f"PHP-FPM {len(plain.failed) / others:.1f} each, told to wait {len(graceful.failed) / times:.1f}"
    note = str(dict(Counter(ours.failed))) if ours.failed else ""
    house.table.add("M7", f"requests lost in {reloads} reloads", str(len(ours.failed)), beside, aim="0", met=not ours.failed, note=note)


def reloaded(make: Callable[[int], Ask], reload: Callable[[], None], count: int) -> tuple[Tally, int]:
    """What the crowd was told meanwhile, and how many reloads there were: fewer than asked for where the machine is slow."""
    done, began = 0, time.monotonic()
    with Crowd(CLIENTS, make) as crowd:
        while done < count and time.monotonic() - began < RELOADING:
            reload()
            done += 1
    return crowd.tally, done


def stalled(house: House, address: str, slow: list[Ask] | Callable[[], list[Ask]], reload: Callable[[], None]) -> float:
    """Milliseconds that the slowest of a stream of small requests took beyond the slowest without a reload."""
    with Crowd(1, lambda _: Ask(address), pause=0.01) as calm:
        time.sleep(2)
    asks = slow() if callable(slow) else slow
    with Crowd(1, lambda _: Ask(address), pause=0.01) as crowd, Once(asks):
        time.sleep(0.5)
        reload()
        time.sleep(4)
    assert not crowd.tally.failed, crowd.tally.failed
    return max(0.0, crowd.tally.slowest - calm.tally.slowest) * 1000


class Once(Crowd):
    """Each of a few requests once."""

    def __init__(self, asks: list[Ask]) -> None:
        super().__init__(1, lambda number: asks[number - 1])
        self.left = len(asks)

    def count(self, outcome: str, seconds: float) -> None:
        super().count(outcome, seconds)
        self.left -= 1
        if self.left == 0:
            self.over.set()

    def __exit__(self, *arguments: object) -> None:
        for thread in self.threads:
            thread.join()
        assert not self.tally.failed, f"the slow request was lost: {self.tally.failed}"
        assert self.tally.slowest > 3, "the slow request was not slow"


def slow_hold(house: House) -> Callable[[], list[Ask]]:
    """A hold that takes four seconds: its key's lock is held for so long from elsewhere, as a running twin would."""

    def asked() -> list[Ask]:
        ask, elsewhere = writing(house, house.holds.address)(0), house.stack.database()
        elsewhere.execute("select pg_advisory_lock(hashtextextended(%s, 7003))", [f"{house.world.tenant}:POST /holds:{ask.key}"])
        threading.Timer(4, elsewhere.close).start()
        return [ask]

    return asked


def reload_ours(house: House) -> Callable[[], None]:
    def reload() -> None:
        before = set(house.stack.workers())
        os.kill(house.stack.pid("serve"), signal.SIGHUP)
        until(lambda: replaced(before, house.stack.workers()), 20, "every worker was replaced")

    return reload


def reload_fpm(house: House) -> None:
    before = set(house.peers.children(house.peers.fpm))
    assert house.peers.fpm
    os.kill(house.peers.fpm.pid, signal.SIGUSR2)
    until(lambda: replaced(before, house.peers.children(house.peers.fpm)), 20, "PHP-FPM replaced its workers")


def replaced(before: set[int], now: list[int]) -> bool:
    return not before & set(now) and len(now) == len(before)
