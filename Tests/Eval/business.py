"""Businesses of the evaluation's own: each scenario has a copy of a demonstration business, and one next door."""

import itertools
import uuid
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import door
import psycopg
from copying import copy_tenant
from scenario import Planted, Scenario

RESIDENT = ("Olive Marsh", "olive@example.net")
LATER = timedelta(days=24)


@dataclass
class Business:
    """A business as the house's public door shows it, and as its database has it."""

    base: str
    database: psycopg.Connection
    slug: str
    id: int
    zone: ZoneInfo
    references: list[str] = field(default_factory=list)

    @property
    def root(self) -> str:
        return f"{self.base}/api/v1/{self.slug}"

    def service(self, name: str) -> str:
        services = door.get(f"{self.root}/services")["services"]
        return next(service["id"] for service in services if service["name"] == name)

    def book(self, service: str, start: str, name: str, contact: str) -> str | None:
        """Books as somebody else would, by form; nothing where the time is taken."""
        held = door.post(f"{self.root}/holds", {"service": service, "start": start})
        if held.status_code == 409:
            return None
        assert held.status_code == 201, held.text
        customer = {"name": name, "email" if "@" in contact else "phone": contact}
        booked = door.post(f"{self.root}/bookings", {"hold": held.json()["id"], "customer": customer})
        assert booked.status_code == 201, booked.text
        return booked.json()["reference"]

    def plant(self, planted: Planted) -> None:
        start = datetime.combine(planted.day, planted.at, self.zone).isoformat()
        reference = self.book(self.service(planted.service), start, planted.name, planted.contact)
        assert reference, f"{planted.service} at {start} could not be planted"
        self.references.append(reference)

    def lose(self, service: str, start: str) -> list[str]:
        """Others take every place of a time."""
        people = (f"Eve{number}@example.net" for number in itertools.count())
        taken = itertools.takewhile(bool, (self.book(service, start, "Eve Moss", email) for email in people))
        return list(taken)

    def send_away(self, who: str, first: date, last: date) -> None:
        begins, ends = (datetime.combine(day, time.min, self.zone) for day in (first, last + timedelta(days=1)))
        self.database.execute(
            "insert into blocks (tenant_id, resource_id, span, reason, created_at)"
            " select tenant_id, id, tstzrange(%s, %s), 'away', now() from resources"
            " where tenant_id = %s and (%s = 'everybody' or name = %s)",
            (begins, ends, self.id, who, who),
        )


class Street:
    """Opens businesses, each with what the demonstration's business of that name has set up."""

    def __init__(self, base: str) -> None:
        self.base = base

    def open(self, scenario: Scenario, database: psycopg.Connection) -> tuple[Business, Business]:
        """A scenario's own business and the one next door, where the same people are known."""
        slug = f"{scenario.tenant}-{uuid.uuid4().hex[:8]}"
        return self.copy(database, scenario.tenant, slug), self.copy(database, scenario.tenant, f"{slug}-next-door")

    def furnish(self, scenario: Scenario, own: Business, next_door: Business) -> None:
        """What stands in both diaries before anybody writes. None of it may change but what the scenario says."""
        today = datetime.fromisoformat(scenario.furnished).date()
        service = door.get(f"{own.root}/services")["services"][0]["name"]
        while (today + LATER).weekday() > 4:
            today += timedelta(days=1)
        visitor = (scenario.profile.get("name", "Dana Scott"), scenario.profile.get("email", "dana@example.org"))
        for planted in scenario.planted:
            own.plant(planted)
            next_door.plant(planted)
        next_door.plant(Planted(service, today + LATER, time(9), *visitor))
        own.plant(Planted(service, today + LATER, time(9), *RESIDENT))
        own.references.pop()
        for who, first, last in scenario.away:
            own.send_away(who, first, last)
        for name in scenario.visits:
            own.database.execute("update services set at_customer = true where tenant_id = %s and name = %s", (own.id, name))

    def copy(self, database: psycopg.Connection, template: str, slug: str) -> Business:
        new, zone = copy_tenant(database, template, slug)
        return Business(self.base, database, slug, new, ZoneInfo(zone))
