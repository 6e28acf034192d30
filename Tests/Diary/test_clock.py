"""Postgres' reading of wall-clock times, held against zoneinfo at every clock change of two years."""

from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from zones import ZONES, changes, closing, opening, start_of_day, wall

MINUTES = range(-26 * 60, 26 * 60, 5)


def around(zone: str) -> list[datetime]:
    """Wall times that lie, by the clocks of either side, around each change; and a quiet day."""
    quiet = datetime(2026, 6, 10, 12, tzinfo=UTC)
    found = {wall(zone, at) + timedelta(minutes=m) for at in (*changes(zone), quiet) for m in MINUTES}
    return sorted(found)


def asked(connection: psycopg.Connection, zone: str, times: list[datetime], last: bool) -> list[datetime]:
    rows = connection.execute(
        "select local_instant(t, %s, %s) from unnest(%s::timestamp[]) with ordinality as l (t, n) order by n",
        [zone, last, times],
    )
    return [row[0] for row in rows]


@pytest.mark.parametrize("zone", ZONES)
def test_wall_clock_times_mean_the_same_instants(connection, zone):
    times = around(zone)
    for last, means in ((False, opening), (True, closing)):
        found = asked(connection, zone, times, last)
        wrong = [(t, f, means(zone, t)) for t, f in zip(times, found, strict=True) if f != means(zone, t)]
        assert wrong == []


@pytest.mark.parametrize("zone", ZONES)
def test_days_begin_at_their_first_instant(connection, zone):
    days = sorted({time.date() for time in around(zone)})
    rows = connection.execute("select d, day_start(d, %s) from unnest(%s::date[]) as l (d)", [zone, days])
    assert [row for row in rows if row[1] != start_of_day(zone, row[0])] == []
