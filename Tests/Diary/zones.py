"""Wall-clock times and instants, by the rules of the design's "Time" and with nothing but zoneinfo.

An instant is an aware datetime in UTC; a wall time is a naive datetime.
"""

from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

# At least forty, chosen for what is odd about them: half-hour and three-quarter offsets, a shift of
# thirty minutes (Lord_Howe) and of two hours (Troll), a midnight that is missing (Cairo, Beirut,
# Santiago, Havana, Asuncion) or comes twice (Havana), winter as the time that is "saved" (Dublin,
# Casablanca, El_Aaiun), changes by decree, at midnight UTC, in the other hemisphere, or never.
ZONES = (
    "Africa/Cairo",
    "Africa/Casablanca",
    "Africa/Ceuta",
    "Africa/El_Aaiun",
    "Africa/Lagos",
    "America/Anchorage",
    "America/Asuncion",
    "America/Bogota",
    "America/Chicago",
    "America/Denver",
    "America/Godthab",
    "America/Halifax",
    "America/Havana",
    "America/Los_Angeles",
    "America/Miquelon",
    "America/New_York",
    "America/Phoenix",
    "America/Port-au-Prince",
    "America/Santiago",
    "America/Sao_Paulo",
    "America/Scoresbysund",
    "America/St_Johns",
    "America/Tijuana",
    "Antarctica/Macquarie",
    "Antarctica/McMurdo",
    "Antarctica/Troll",
    "Asia/Beirut",
    "Asia/Gaza",
    "Asia/Hebron",
    "Asia/Jerusalem",
    "Asia/Kathmandu",
    "Asia/Kolkata",
    "Asia/Nicosia",
    "Asia/Tehran",
    "Asia/Tokyo",
    "Atlantic/Azores",
    "Atlantic/Bermuda",
    "Atlantic/Canary",
    "Australia/Adelaide",
    "Australia/Eucla",
    "Australia/Lord_Howe",
    "Australia/Melbourne",
    "Europe/Athens",
    "Europe/Berlin",
    "Europe/Chisinau",
    "Europe/Dublin",
    "Europe/Lisbon",
    "Europe/London",
    "Pacific/Apia",
    "Pacific/Auckland",
    "Pacific/Chatham",
    "Pacific/Easter",
    "Pacific/Kiritimati",
    "Pacific/Norfolk",
)

HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)


def offset(zone: str, instant: datetime) -> timedelta:
    return instant.astimezone(ZoneInfo(zone)).utcoffset()


def wall(zone: str, instant: datetime) -> datetime:
    return instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def local_day(zone: str, instant: datetime) -> date:
    return wall(zone, instant).date()


def occurrences(zone: str, time: datetime) -> list[datetime]:
    """The instants at which the clocks show this time: one, two, or none, in order."""
    around = datetime.combine(time.date(), time.time(), UTC)
    offsets = {offset(zone, around + timedelta(hours=h)) for h in (-36, -14, 0, 14, 36)}
    found = (around - each for each in offsets)
    return sorted(instant for instant in found if wall(zone, instant) == time)


def after_gap(zone: str, time: datetime) -> datetime:
    """The first instant at which the clocks show more than a time that they never show."""
    low = datetime.combine(time.date(), time.time(), UTC) - timedelta(hours=36)
    high = low + timedelta(hours=72)
    while high - low > SECOND:
        middle = low + (high - low) // 2 // SECOND * SECOND
        low, high = (middle, high) if wall(zone, middle) < time else (low, middle)
    return high


@lru_cache(maxsize=200_000)
def opening(zone: str, time: datetime) -> datetime:
    found = occurrences(zone, time)
    return found[0] if found else after_gap(zone, time)


@lru_cache(maxsize=200_000)
def closing(zone: str, time: datetime) -> datetime:
    found = occurrences(zone, time)
    return found[-1] if found else after_gap(zone, time)


def at(day: date, minute: int) -> datetime:
    """The wall time so many minutes into a day; 1440 is the next day's midnight."""
    return datetime.combine(day, datetime.min.time()) + timedelta(minutes=minute)


def start_of_day(zone: str, day: date) -> datetime:
    return opening(zone, at(day, 0))


@cache
def changes(zone: str, first_year: int = 2026, last_year: int = 2027) -> tuple[datetime, ...]:
    """Each instant of these years at which the zone's clocks jump."""
    step, found = timedelta(hours=6), []
    instant = datetime(first_year, 1, 1, tzinfo=UTC)
    while instant.year <= last_year:
        if offset(zone, instant) != offset(zone, instant + step):
            found.append(_jump(zone, instant, instant + step))
        instant += step
    return tuple(found)


def _jump(zone: str, low: datetime, high: datetime) -> datetime:
    before = offset(zone, low)
    while high - low > SECOND:
        middle = low + (high - low) // 2 // SECOND * SECOND
        low, high = (middle, high) if offset(zone, middle) == before else (low, middle)
    return high
