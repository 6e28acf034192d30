"""Worlds that are laid out around one clock change: every way in which hours can meet it."""

from datetime import date, datetime, timedelta

from oracle import DAY, Hours, Resource, Service, World
from zones import changes, wall

HOURS = timedelta(hours=1)
ALWAYS = [(0, 1440)]
EVERY_DAY = range(1, 8)


def daily(*windows: tuple[int, int]) -> Hours:
    return Hours({weekday: list(windows) for weekday in EVERY_DAY})


def minute_of(time: datetime) -> int:
    return time.hour * 60 + time.minute


def sides(zone: str, change: datetime) -> tuple[datetime, datetime]:
    """What the clocks would have shown, and what they show, at the change."""
    before = wall(zone, change - timedelta(minutes=1)) + timedelta(minutes=1)
    return before, wall(zone, change)


def around(zone: str, change: datetime) -> World:
    """People whose hours meet the change in different ways, a service for each, and a class."""
    before, after = sides(zone, change)
    inside = min(before, after) + abs(after - before) / 2
    people = {
        "always": daily(*ALWAYS),
        "touching": daily((0, 90), (90, 185), (185, 1440)),
        "night": daily((22 * 60, 26 * 60 + 30)),
        "opens inside": _opening(minute_of(inside) + 7),
        "closes inside": _closing(minute_of(inside) - 3),
        "closed after": _closed_after(before.date()),
        "closed before": _closed_before(inside.date()),
        "only that day": _only(inside.date()),
        "around the clock": daily((minute_of(inside), minute_of(inside) + 1440)),
    }
    staff = [Resource(name, hours=hours) for name, hours in people.items()]
    services = [_plain(n, person) for n, person in enumerate(staff)] + _special(staff, inside)
    return World(zone, change - 26 * HOURS, daily(*ALWAYS), staff, services)


def _opening(minute: int) -> Hours:
    return daily((minute % 1440, minute % 1440 + 200))


def _closing(minute: int) -> Hours:
    return daily(((minute - 400) % 1440, (minute - 400) % 1440 + 400))


def _closed_after(day: date) -> Hours:
    """Open past midnight into a closed day, on each of three days in turn."""
    weekly = daily((20 * 60, 28 * 60)).weekly
    return Hours(weekly, {day + DAY * n: [] for n in (-2, 0, 2)})


def _closed_before(day: date) -> Hours:
    weekly = daily((20 * 60, 28 * 60)).weekly
    return Hours(weekly, {day + DAY * n: [] for n in (-1, 1)})


def _only(day: date) -> Hours:
    far = (day + 3 * DAY).isoweekday()
    return Hours({far: [(180, 300)]}, {day: ALWAYS})


def _plain(number: int, person: Resource) -> Service:
    grid, duration = [(15, 30), (20, 40), (25, 60), (30, 45), (7, 20)][number % 5]
    return Service(person.name, [[person]], [duration], grid)


def _special(staff: list[Resource], inside: datetime) -> list[Service]:
    always, first = staff[0], minute_of(inside) // 30 * 30
    weekdays = sorted({(inside.date() + DAY * n).isoweekday() for n in (-1, 0, 1)})
    starts = [(weekday, (first + n * 30) % 1440) for weekday in weekdays for n in range(-3, 4)]
    return [
        Service("notice on the change", [[always]], [30], 15, notice=26 * 60),
        Service("notice past it", [[always]], [30], 10, notice=26 * 60 + 50),
        Service("horizon on the change", [[always]], [30], 30, notice=60, horizon=1),
        Service("buffers", [staff[2:4]], [30, 50], 10, before=45, after=25),
        Service("class", [staff[:2]], [60], capacity=3, group=True, starts=starts, before=10, after=5),
    ]


def every_change(zones: tuple[str, ...]) -> list[tuple[str, datetime]]:
    return [(zone, change) for zone in zones for change in changes(zone)]
