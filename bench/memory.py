"""What a worker weighs: its proportional share (PSS) after ten thousand requests, beside the peers' workers."""

import time
from pathlib import Path
from statistics import median

from faults import web_workers
from house import WORKERS, House
from stack import Stack, until

REQUESTS = 10_000
# A slow machine asks fewer.
SECONDS = 40
CROWD = 128


def memory(house: House) -> None:
    count = REQUESTS // 10 if house.quick else REQUESTS
    counts = []
    for address, kind, status in (
        (house.holds.address, "hold", 201),
        (house.fpm.address, "hold", 201),
        (f"{house.peers.base}/c/x", "empty", 200),
    ):
        asked, until_then = 0.0, time.monotonic() + SECONDS
        while asked < count and time.monotonic() < until_then:
            answers = house.at(address).run(kind, 8, house.seconds, house.fresh()).only(status)
            asked += answers.rate(status) * answers.seconds
        counts.append(asked)
    ours = web_workers(house, house.stack.workers)()
    peers = {"PHP-FPM": house.peers.children(house.peers.fpm), "C on libfcgi": house.peers.children(house.peers.c)}
    beside = ", ".join(f"{name} {weights(pids)}" for name, pids in peers.items())
    met = max(weight(pid) for pid in ours) <= 8
    what = f"memory of a worker (PSS, {WORKERS} workers, after {min(counts):,.0f} requests or more)"
    house.table.add("", what, weights(ours), beside, aim="≤ 8 MB", met=met)


def many_talkers(house: House) -> None:
    """A house of its own with as many talk workers as are allowed."""
    if house.quick:
        return
    stack = Stack(HOLDFAST_WEB_WORKERS=str(WORKERS), HOLDFAST_TALK_WORKERS=str(CROWD))
    try:
        stack.start()
        until(lambda: len(stack.workers()) >= CROWD + WORKERS, 30, "all workers stand")
        talkers = [pid for pid in stack.workers() if b"talk" in Path(f"/proc/{pid}/cmdline").read_bytes()]
        total = sum(weight(pid) for pid in talkers)
        house.table.add("", f"memory of a worker among {len(talkers)} talk workers, idle", f"{weights(talkers)}, {total:,.0f} MB in all")
    finally:
        stack.remove()


def weights(pids: list[int]) -> str:
    each = [weight(pid) for pid in pids]
    return f"{median(each):.1f} MB (at most {max(each):.1f})"


def weight(pid: int) -> float:
    """Megabytes: what is shared is divided by those who share it."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
