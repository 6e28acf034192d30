"""A business of a test's own whose owner connects calendars: its rows, its owner's browser, and its visitors."""

import re
import socket
import uuid
from datetime import UTC, date, datetime, timedelta
from html import unescape
from itertools import count
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

import requests
from google import Account, Calendar
from stack import Business, Stack, until

OPENING = """
    with tenant as (
        insert into tenants (slug, name, zone, address) values (%(slug)s, 'Practice', %(zone)s, '1 Main St') returning id
    ), number as (
        insert into phone_numbers (tenant_id, number) select id, %(phone)s from tenant
    ), resource as (
        insert into resources (tenant_id, name, position) select tenant.id, n.name, n.place from tenant, unnest(%(people)s::text[])
            with ordinality n (name, place) returning tenant_id, id
    ), service as (
        insert into services (tenant_id, name, maximum_horizon_days) select id, 'Consultation', 365 from tenant returning tenant_id, id
    ), duration as (
        insert into service_durations (tenant_id, service_id, minutes) select tenant_id, id, 60 from service
    ), requirement as (
        insert into requirements (tenant_id, service_id, resource_id) select s.tenant_id, s.id, r.id from service s, resource r
    ), hours as (
        insert into weekly_hours (tenant_id, weekday, opens, closes) select id, d, '00:00', '24:00' from tenant, generate_series(1, 7) d
    )
    select id from tenant
"""
UNFINISHED = "select count(*) from jobs where tenant_id = %s and kind = any(%s) and state in ('waiting', 'running', 'resting')"
UNASKED = "select count(*) from jobs where tenant_id = %(tenant)s and kind = 'ask_calendars' and state in ('waiting', 'running')"
NUMBERS = count(1)


class Practice(Business):
    """Open around the clock; everybody in it gives consultations of an hour."""

    def __init__(self, house: Stack, people: tuple[str, ...] = ("Ann",), zone: str = "America/New_York") -> None:
        self.slug = f"practice-{uuid.uuid4().hex[:10]}"
        super().__init__(house, self.slug)
        self.zone, self.database = ZoneInfo(zone), house.database()
        values = {"slug": self.slug, "zone": zone, "people": list(people), "phone": f"+1213555{next(NUMBERS):04}"}
        self.tenant = self.ask(OPENING, **values)[0][0]
        self.people = [id for (id,) in self.ask("select id from resources where tenant_id = %(tenant)s order by position")]
        self.browser = self.sign_in()

    def ask(self, statement: str, **values: object) -> list[tuple]:
        done = self.database.execute(statement, {"tenant": getattr(self, "tenant", None), **values})
        return done.fetchall() if done.description else []

    def one(self, statement: str, **values: object) -> object:
        return self.ask(statement, **values)[0][0]

    def call(self, statement: str, **values: object) -> list[tuple]:
        """As the house itself asks, for this business."""
        with self.database.transaction():
            self.ask("select set_config('holdfast.tenant', %(tenant)s::text, true)")
            return self.ask(statement, **values)

    # The owner's browser.

    def sign_in(self) -> requests.Session:
        browser = requests.Session()
        link = self.stack.command("tenant", "link", self.slug).splitlines()[-1]
        answer = browser.post(link, data=hidden(browser.get(link, timeout=30).text), timeout=30)
        assert answer.status_code == 200, answer.text
        return browser

    def page(self) -> str:
        return unescape(self.browser.get(f"{self.stack.base}/admin/calendar", timeout=30).text)

    def press(self, path: str, **fields: object) -> requests.Response:
        form = hidden(self.browser.get(f"{self.stack.base}/admin/calendar", timeout=30).text)
        return self.browser.post(f"{self.stack.base}/admin/{path}", data=form | fields, timeout=30)

    def leave(self, browser: requests.Session | None = None) -> str:
        """Where the owner is sent to."""
        answer = self.press("calendar/consent")
        assert answer.status_code == 200, answer.text
        found = re.search(r'class="button"[^>]* href="([^"]+)"', answer.text) or re.search(r'href="([^"]+)" class="button"', answer.text)
        assert found, answer.text
        return urljoin(self.stack.base, unescape(found[1]))

    def connect(self, account: Account, **how: object) -> str:
        """Through Google's consent and back; gives the page once it is known how that ended."""
        answer = account.consent(self.leave(), session=self.browser, **how)
        assert answer.status_code == 303, answer.text
        until(lambda: "Connecting." not in self.page() and "calendars are being read" not in self.page(), 15, "the way ended")
        return self.page()

    def calendar(self, calendar: Calendar) -> int:
        """The number of a calendar here."""
        return self.one("select id from calendars where tenant_id = %(tenant)s and remote_id = %(id)s", id=calendar.id)

    def choose(self, written: Calendar | None, *read: Calendar, person: int = 0) -> None:
        fields = {"written": self.calendar(written) if written else "", "read": [self.calendar(each) for each in read]}
        assert self.press(f"resources/{self.people[person]}/calendars", **fields).status_code == 200
        self.quiet("read_calendar", "write_entry")

    def joins(self, account: Account, person: int = 0) -> Calendar:
        """Connects an account, whose own calendar serves somebody from now on."""
        assert "Connected." in self.connect(account)
        self.choose(account.calendar, person=person)
        return account.calendar

    # What the house does by itself.

    def nudge(self) -> None:
        """Whoever does jobs looks for them now, as after any request that leaves some."""
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as door:
            door.sendto(b"!", str(self.stack.run_dir / "jobs.sock"))

    def quiet(self, *kinds: str, seconds: float = 15) -> None:
        """Until nothing of these kinds is left to do."""
        until(lambda: self.database.execute(UNFINISHED, [self.tenant, list(kinds)]).fetchone() == (0,), seconds, f"{kinds} are done")

    def read(self) -> None:
        """Has everything read now that a minute would have read, and what follows from it done."""
        (began,) = self.database.execute("select clock_timestamp()").fetchone()
        self.call(
            "select read_soon(%(tenant)s, c.id) from (select distinct calendar_id as id from calendar_uses where tenant_id = %(tenant)s) c"
        )
        self.nudge()
        self.quiet("read_calendar", "settle_booking", "write_entry")
        late = """select count(*) from calendar_uses u join calendars c on c.id = u.calendar_id
            where u.tenant_id = %(tenant)s and c.read_at < %(began)s"""
        assert self.one(late, began=began) == 0

    # Visitors.

    def at(self, day: int, hour: int, minute: int = 0) -> datetime:
        """A time of the business's own clock, so many days from today."""
        return datetime(*self.day(day).timetuple()[:3], hour, minute, tzinfo=self.zone)

    def day(self, ahead: int) -> date:
        return datetime.now(self.zone).date() + timedelta(days=ahead)

    def take(self, start: datetime, person: int = 0, **more: object) -> requests.Response:
        """Holds a time, and leaves the house the moment to ask its calendars that a visitor needs for their name."""
        held = self.hurry(start, person, **more)
        self.nudge()
        until(lambda: self.one(UNASKED) == 0, 15, "calendars were asked")
        return held

    def hurry(self, start: datetime, person: int = 0, **more: object) -> requests.Response:
        return self.hold({"start": utc(start), "resource": {"id": str(self.people[person])}}, **more)

    def visit(self, start: datetime, person: int = 0, **customer: str) -> dict:
        """A visitor books; what the program answered, with who they are."""
        return self.confirm(self.take(start, person), **customer)

    def confirm(self, held: requests.Response, **customer: str) -> dict:
        assert held.status_code == 201, held.text
        who = {"name": "Ada Byron", "email": f"{uuid.uuid4().hex[:12]}@example.com"} | customer
        booked = self.post("/bookings", {"hold": held.json()["id"], "customer": who})
        assert booked.status_code == 201, booked.text
        return booked.json() | {"email": who["email"]}

    def move(self, booked: dict, start: datetime, person: int = 0) -> dict:
        proof = {"reference": booked["reference"], "email": booked["email"]}
        held = self.take(start, person, moving=proof)
        assert held.status_code == 201, held.text
        moved = self.post(f"/bookings/{booked['reference']}/reschedule", {"email": booked["email"], "hold": held.json()["id"]})
        assert moved.status_code == 200, moved.text
        return moved.json()

    def cancel(self, booked: dict) -> None:
        answer = self.post(f"/bookings/{booked['reference']}/cancel", {"email": booked["email"]})
        assert answer.status_code == 200, answer.text

    def lookup(self, booked: dict) -> dict:
        return self.post(f"/bookings/{booked['reference']}/lookup", {"email": booked["email"]}).json()

    def told(self, booked: dict) -> list[str]:
        """What the booking's customer was texted of it, but reminders."""
        statement = """select t.kind from texts_out t join bookings b on b.tenant_id = t.tenant_id and b.id = t.booking_id
            where t.tenant_id = %(tenant)s and b.reference = %(reference)s and t.kind <> 'reminder' order by t.id"""
        return [kind for (kind,) in self.ask(statement, reference=booked["reference"])]


def hidden(text: str) -> dict[str, str]:
    return {name: unescape(value) for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', text)}


def utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def local(moment: datetime) -> str:
    """With its offset, as an owner's calendar sends it."""
    return moment.isoformat()


def same(one: str, moment: datetime) -> bool:
    """Whether a time that Google shows is that moment."""
    return datetime.fromisoformat(one) == moment
