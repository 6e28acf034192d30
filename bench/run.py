"""The figures that the product is held to, in one run, each beside its aim and beside its peers.

Contestants take turns within a round, there and back, so that what else happens on the machine meets all of them. Only
ratios are worth keeping. `run.py M5 M9` runs only those parts, `--quick` one short round of each, `--write` puts the
table into docs/PERFORMANCE.md. A part that breaks says so in a row of its own, and the others run; the exit status tells.
"""

import argparse
import re
import signal
import sys
import time
import traceback
from collections.abc import Callable

import calendars
import calls
import conversations
import drain
import faults
import latency
import memory
import speed
import texts
from house import House, machine
from peers import ROOT

PARTS: dict[str, list[Callable[[House], None]]] = {
    "M1": [speed.bookings],
    "M2": [speed.bookings],
    "M5": [speed.empty],
    "M9": [speed.contended],
    "M8": [latency.half_load],
    "listing": [latency.listing],
    "chat": [latency.chat],
    "calls": [calls.calls],
    "model": [conversations.conversations],
    "drain": [drain.drain],
    "texts": [texts.texts],
    "calendars": [calendars.calendars],
    "memory": [memory.memory, memory.many_talkers],
    "M6": [faults.kills],
    "M7": [faults.reloads],
}
PAGE = ROOT / "docs/PERFORMANCE.md"
# No part takes half of it.
PATIENCE = 480


def chosen(names: list[str]) -> list[Callable[[House], None]]:
    """Each part once, in the order in which they stand."""
    return list(dict.fromkeys(part for name, parts in PARTS.items() if not names or name in names for part in parts))


def measure(house: House, parts: list[Callable[[House], None]]) -> None:
    try:
        house.open()
        for part in [House.join, House.warm, *parts]:
            began = time.monotonic()
            attempt(house, part)
            print(f"    {part.__name__}: {time.monotonic() - began:.0f} s, {machine()}", flush=True)
    finally:
        house.close()


def attempt(house: House, part: Callable[[House], None]) -> None:
    """One part, which may break or hang without taking the others with it."""
    signal.signal(signal.SIGALRM, too_long)
    signal.alarm(PATIENCE)
    try:
        part(house)
    except Exception as error:  # Whatever it is, the others are still worth measuring.
        traceback.print_exc()
        house.table.broke(part.__name__, error)
    finally:
        signal.alarm(0)


def too_long(*_: object) -> None:
    raise TimeoutError(f"not done after {PATIENCE} s")


def write(table: str) -> None:
    """Between two marks of the page."""
    page = PAGE.read_text()
    written = re.sub(r"(<!-- bench -->\n).*?(<!-- /bench -->)", lambda found: f"{found[1]}\n{table}\n\n{found[2]}", page, flags=re.S)
    assert "<!-- bench -->" in page, f"{PAGE} has no place for the table"
    PAGE.write_text(written)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--quick", action="store_true", help="one short round of each")
    parser.add_argument("--write", action="store_true", help="put the table into docs/PERFORMANCE.md")
    asked = parser.parse_args()
    # Whoever ends it finds nothing of it running afterwards.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    house, before, began = House(asked.quick), machine(), time.monotonic()
    measure(house, chosen(asked.parts))
    said = (
        f"Before: {before}. After: {machine()}. {(time.monotonic() - began) / 60:.0f} minutes, {time.strftime('%-d %B %Y', time.gmtime())}."
    )
    print(f"\n{house.table}\n\n{said}")
    if asked.write:
        write(f"{house.table}\n\n{said}")
    return int(house.table.is_broken)


if __name__ == "__main__":
    sys.exit(main())
