"""Workers that die as soon as they start: the rest serves, and neither the processor nor the log fills up."""

import os
import signal
import time
from pathlib import Path

from conftest import SOAK
from fastcgi import get

# A minute, ten times as fast.
PACE = 1 if SOAK else 10
MINUTE = 60 / PACE


def busy_seconds(pid: int) -> float:
    """The processor's time of a process and of its children that have ended."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def test_a_crash_loop_is_braked_and_the_rest_serves(start):
    house = start(2, first_delay=100 // PACE, last_delay=10_000 // PACE)
    (house.folder / "aborts").touch()
    began = busy_seconds(house.process.pid)
    os.kill(house.pid(), signal.SIGKILL)
    told = len(house.seen)
    end = time.monotonic() + MINUTE
    while time.monotonic() < end:
        assert house.ask(get("/hello")).status == 200
        time.sleep(0.02)
    spent = busy_seconds(house.process.pid) - began
    (house.folder / "aborts").unlink()
    house.be_whole()
    assert house.stop() == 0
    lines = [line for line in house.seen[told:] if line["event"] != "request"]
    assert 5 <= len([line for line in lines if line.get("signal") == signal.SIGABRT]) <= 15
    assert len(str(lines)) < 10_000
    # Starting a process costs the same however often: a tenth of a minute has the forks of a whole one.
    assert spent < 0.05 * 60, f"{spent} s of the processor"
