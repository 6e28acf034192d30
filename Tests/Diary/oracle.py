"""An independent model of which starts a diary offers, written from the design and not from its SQL.

It is slow and plain on purpose: sets of instants, lists of spans, one rule a function.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from zones import at, closing, local_day, opening

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
Span = tuple[datetime, datetime]


Windows = list[tuple[int, int]]


@dataclass
class Hours:
    """Windows in minutes of the local day they open on (a close past 1440 is the next day), and days that differ."""

    weekly: dict[int, Windows] = field(default_factory=dict)
    overrides: dict[date, Windows] = field(default_factory=dict)


def union(spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def within(span: Span, spans: list[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in spans)


def meets(span: Span, spans: list[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in spans)


def steps(windows: list[Span], grid: timedelta) -> set[datetime]:
    """Each window's starts, counted in elapsed time from its own opening."""
    found = set()
    for start, end in windows:
        while start < end:
            found.add(start)
            start += grid
    return found


@dataclass
class Resource:
    """A person, or something that they need; weekly hours of its own stand instead of the business's."""

    name: str
    kind: str = "person"
    hours: Hours = field(default_factory=Hours)
    id: int = 0


@dataclass
class Service:
    """What the rules need to know of a service; times in minutes, the horizon in days of 24 hours."""

    name: str
    sets: list[list[Resource]]
    durations: list[int] = field(default_factory=lambda: [30])
    grid: int = 15
    before: int = 0
    after: int = 0
    notice: int = 0
    horizon: int = 3650
    capacity: int = 1
    group: bool = False
    starts: list[tuple[int, int]] = field(default_factory=list)
    id: int = 0


@dataclass(frozen=True)
class Session:
    """Owned time: the seats of one session share a span of the same resources."""

    service: int
    start: datetime
    span: Span
    resources: tuple[int, ...]
    seats: int = 1


@dataclass
class Limit:
    """So many bookings may begin on a local day: of one service or all; or of one person or each, perhaps of one service."""

    scope: str
    maximum: int
    service: Service | None = None
    person: Resource | None = None


@dataclass
class World:
    zone: str
    now: datetime
    business: Hours
    resources: list[Resource]
    services: list[Service]
    sessions: list[Session] = field(default_factory=list)
    blocks: dict[int, list[Span]] = field(default_factory=dict)
    limits: list[Limit] = field(default_factory=list)
    id: int = 0
    _windows: dict = field(default_factory=dict)
    _open: dict = field(default_factory=dict)

    def on(self, resource: Resource, day: date) -> Windows:
        """What opens on a day: own day, the business's, own week, the business's; a free room is always open."""
        bound, own = resource.kind == "person", any(resource.hours.weekly.values())
        if day in resource.hours.overrides:
            return resource.hours.overrides[day]
        if day in self.business.overrides and (bound or own):
            return self.business.overrides[day]
        if not bound and not own:
            return [(0, 1440)]
        return (resource.hours if own else self.business).weekly.get(day.isoweekday(), [])

    def windows(self, resource: Resource, first: date, last: date) -> list[Span]:
        """Those that could touch these local days; one past midnight belongs to the day it opens on."""
        key = (resource.id, first, last)
        if key not in self._windows:
            days = [first + DAY * n for n in range(-2, (last - first).days + 3)]
            spans = [(opening(self.zone, at(day, o)), closing(self.zone, at(day, c))) for day in days for o, c in self.on(resource, day)]
            self._windows[key] = sorted(span for span in spans if span[0] < span[1])
        return self._windows[key]

    def open(self, resource: Resource, instant: datetime) -> list[Span]:
        """Around an instant, the stretches without a break that windows form together."""
        key = (resource.id, local_day(self.zone, instant))
        if key not in self._open:
            self._open[key] = union(self.windows(resource, key[1], key[1]))
        return self._open[key]

    def busy(self, resource: Resource) -> list[Span]:
        claimed = [s.span for s in self.sessions if resource.id in s.resources]
        return claimed + self.blocks.get(resource.id, [])


def span_of(service: Service, start: datetime, duration: int) -> Span:
    return start - service.before * MINUTE, start + (duration + service.after) * MINUTE


def group_starts(world: World, service: Service, first: date, last: date) -> set[datetime]:
    days = [first + DAY * n for n in range(-1, (last - first).days + 2)]
    return {opening(world.zone, at(day, minute)) for day in days for weekday, minute in service.starts if weekday == day.isoweekday()}


def starts_of(world: World, service: Service, person: Resource, first: date, last: date) -> set[datetime]:
    if service.group:
        return group_starts(world, service, first, last)
    return steps(world.windows(person, first, last), service.grid * MINUTE)


def session_at(world: World, service: Service, person: Resource, start: datetime) -> Session | None:
    if not service.group:
        return None
    found = [s for s in world.sessions if (s.service, s.start) == (service.id, start) and person.id in s.resources]
    return found[0] if found else None


def open_and_free(world: World, service: Service, resource: Resource, start: datetime, duration: int) -> set[str]:
    reasons = set()
    if not within((start, start + duration * MINUTE), world.open(resource, start)):
        reasons.add("outside_hours")
    if meets(span_of(service, start, duration), world.busy(resource)):
        reasons.add("slot_taken")
    return reasons


def in_session(world: World, service: Service, person: Resource, session: Session, duration: int) -> set[str]:
    """A later seat takes the resources that its session has already, and only others' time can be in its way."""
    span = span_of(service, session.start, duration)
    others = [s.span for s in world.sessions if s is not session and set(s.resources) & set(session.resources)]
    away = [block for resource in session.resources for block in world.blocks.get(resource, [])]
    reasons = {"full"} if session.seats >= service.capacity else set()
    if not within((session.start, session.start + duration * MINUTE), world.open(person, session.start)):
        reasons.add("outside_hours")
    return reasons | ({"slot_taken"} if meets(span, others + away) else set())


def place(world: World, service: Service, person: Resource, start: datetime, duration: int) -> set[str]:
    """Why this person and the rooms can't serve at this time; empty where they can."""
    session = session_at(world, service, person, start)
    if session:
        return in_session(world, service, person, session, duration)
    reasons = open_and_free(world, service, person, start, duration)
    for others in service.sets[1:]:
        each = [open_and_free(world, service, other, start, duration) for other in others]
        if all(each):
            reasons |= set().union(*each)
    return reasons


def timely(world: World, service: Service, start: datetime) -> set[str]:
    early = start < world.now + service.notice * MINUTE
    late = start > world.now + service.horizon * DAY
    return ({"too_soon"} if early else set()) | ({"too_far"} if late else set())


def spent(world: World, limit: Limit, service: Service, person: Resource, start: datetime) -> bool:
    """Whether a limit that speaks of this service and person has no place left on the start's local day."""
    if (limit.service and limit.service is not service) or (limit.person and limit.person is not person):
        return False
    day, counted = local_day(world.zone, start), 0
    for session in world.sessions:
        of_service = not limit.service or session.service == limit.service.id
        of_person = limit.scope == "service" or person.id in session.resources
        if of_service and of_person and local_day(world.zone, session.start) == day:
            counted += session.seats
    return counted >= limit.maximum


def reasons(world: World, service: Service, person: Resource, start: datetime, duration: int) -> set[str]:
    """Every reason that stands against a start with a person; none where it can be held."""
    day = local_day(world.zone, start)
    on_grid = start in starts_of(world, service, person, day, day)
    found = set() if on_grid else {"not_on_grid"}
    if any(spent(world, limit, service, person, start) for limit in world.limits):
        found.add("limit_reached")
    return found | timely(world, service, start) | place(world, service, person, start, duration)


def seats_left(world: World, service: Service, person: Resource, start: datetime) -> int:
    session = session_at(world, service, person, start)
    return service.capacity - (session.seats if session else 0)


Offer = dict[datetime, dict[int, int]]


def listed(world: World, service: Service, duration: int, people: list[Resource], within: Span) -> Offer:
    """Each start of a stretch that can be held, with the people who could serve and the seats left with each."""
    first, last = within
    days = local_day(world.zone, first), local_day(world.zone, last)
    found: Offer = {}
    for person in people:
        for start in starts_of(world, service, person, *days):
            if first <= start < last and not reasons(world, service, person, start, duration):
                found.setdefault(start, {})[person.id] = seats_left(world, service, person, start)
    return found
