"""Worlds that nobody would have thought of: hypothesis draws them and makes a failing one small."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st
from oracle import DAY, Hours, Limit, Resource, Service, World
from zones import ZONES, changes, local_day

FIRST, LAST = datetime(2026, 1, 5), datetime(2027, 12, 20)


def instants(zone: str) -> st.SearchStrategy[datetime]:
    """Any minute of the two years, every second time one within two days of a change of the clocks."""
    anywhen = st.integers(0, (LAST - FIRST) // timedelta(minutes=1)).map(
        lambda minute: FIRST.replace(tzinfo=UTC) + timedelta(minutes=minute)
    )
    near = [st.integers(-48 * 12, 48 * 12).map(lambda n, change=change: change + timedelta(minutes=5 * n)) for change in changes(zone)]
    return anywhen | st.one_of(near) if near else anywhen


minutes = st.integers(0, 287).map(lambda n: n * 5)
window = st.tuples(minutes, st.integers(1, 288).map(lambda n: n * 5)).map(lambda w: (w[0], w[0] + w[1]))
windows = st.lists(window, max_size=3, unique_by=lambda w: w[0])
weekly = st.dictionaries(st.integers(1, 7), windows, min_size=3, max_size=7)


@st.composite
def hours(draw: st.DrawFn, now: datetime, own: bool) -> Hours:
    days = st.integers(-2, 5).map(lambda n: now.date() + DAY * n)
    overrides = draw(st.dictionaries(days, windows, max_size=2))
    return Hours(draw(weekly) if own else {}, overrides)


def resources(draw: st.DrawFn, kind: str, least: int, most: int, now: datetime) -> list[Resource]:
    return [Resource(f"{kind} {n}", kind, draw(hours(now, draw(st.booleans())))) for n in range(draw(st.integers(least, most)))]


@st.composite
def services(draw: st.DrawFn, name: str, people: list[Resource], rooms: list[Resource]) -> Service:
    group = draw(st.booleans())
    starts = st.lists(st.tuples(st.integers(1, 7), minutes), min_size=3, max_size=12, unique=True)
    sets = [draw(st.lists(st.sampled_from(people), min_size=1, max_size=3, unique_by=id))]
    if rooms and draw(st.booleans()):
        sets.append(rooms)
    return Service(
        name, sets,
        durations=draw(st.lists(st.sampled_from([5, 15, 20, 45, 60, 90, 240]), min_size=1, max_size=2, unique=True)),
        grid=draw(st.sampled_from([5, 10, 15, 20, 25, 30, 60, 90])),
        before=draw(st.sampled_from([0, 0, 5, 30])), after=draw(st.sampled_from([0, 0, 10, 45])),
        notice=draw(st.sampled_from([0, 0, 30, 24 * 60])), horizon=draw(st.sampled_from([1, 2, 365])),
        group=group, capacity=draw(st.integers(1, 3)) if group else 1,
        starts=draw(starts) if group else [],
    )  # fmt: skip


@st.composite
def limits(draw: st.DrawFn, offered: list[Service], people: list[Resource]) -> Limit:
    scope = draw(st.sampled_from(["service", "resource"]))
    person = draw(st.sampled_from([None, *people])) if scope == "resource" else None
    return Limit(scope, draw(st.integers(0, 3)), draw(st.sampled_from([None, *offered])), person)


@st.composite
def worlds(draw: st.DrawFn) -> World:
    zone = draw(st.sampled_from(ZONES))
    now = draw(instants(zone))
    people = resources(draw, "person", 1, 3, now)
    rooms = resources(draw, "room", 0, 2, now)
    offered = [draw(services(f"service {n}", people, rooms)) for n in range(draw(st.integers(1, 2)))]
    limited = draw(st.lists(limits(offered, people), max_size=2)) if draw(st.booleans()) else []
    return World(zone, now, draw(hours(now, True)), people + rooms, offered, limits=limited)


def day_of(world: World, days: int) -> tuple[datetime, datetime]:
    """A stretch of three local days that begins so many days from now, as a search by dates has it."""
    first = local_day(world.zone, world.now) + DAY * days
    begin = datetime.combine(first, datetime.min.time(), UTC) - timedelta(hours=14)
    return begin, begin + 3 * DAY
