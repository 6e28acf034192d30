"""What a business's tables hold, and how that is graded: what was expected is there, and nothing else has changed."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Self
from zoneinfo import ZoneInfo

import psycopg
from psycopg import sql
from psycopg.rows import dict_row
from psycopg.types.datetime import TimestamptzLoader
from scenario import Booking, Message, Scenario

# Where a conversation leaves its traces, whatever came of it. Every other table is a part of what is graded.
TRACES = {
    *("conversations", "turns", "turn_events", "receipts", "audit", "jobs", "tries", "model_turns", "withheld_sentences"),
    *("model_breakers", "sign_in_links", "admin_sessions", "texts_in", "texts_out", "text_reports", "calls"),
}
DIARY = ("bookings", "claims", "customers", "messages")
# By which a booking is told.
NAMES = ("services", "resources")
STANDING = ("pending", "confirmed")
# What moving or cancelling may change of a booking; whose it is and what for stays.
CHANGING = {
    *("resource_id", "session_id", "start_at", "end_at", "expires_at", "local_start", "version", "status", "reason", "hold_id"),
    *("duration_minutes", "claim_count", "confirmed_at", "zone"),
}

Rows = dict[str, list[dict]]


class EndlessLoader(TimestamptzLoader):
    """What never runs out runs out at the end of Python's time."""

    def load(self, data) -> datetime:
        match bytes(data):
            case b"infinity":
                return datetime.max.replace(tzinfo=UTC)
            case b"-infinity":
                return datetime.min.replace(tzinfo=UTC)
            case _:
                return super().load(data)


def tables(database: psycopg.Connection) -> list[str]:
    found = database.execute(
        "select table_name from information_schema.columns where table_schema = 'holdfast' and column_name = 'tenant_id'"
    )
    return sorted({name for (name,) in found} - TRACES)


@dataclass
class Look:
    """A business's tables at a moment: those that a conversation may change row by row, all of them by a digest."""

    rows: Rows
    digests: dict[str, str]

    @classmethod
    def at(cls, database: psycopg.Connection, tenant: int) -> Self:
        return cls(rows(database, tenant), digests(database, tenant))


def rows(database: psycopg.Connection, tenant: int) -> Rows:
    with database.cursor(row_factory=dict_row) as cursor:
        cursor.adapters.register_loader("timestamptz", EndlessLoader)
        query = sql.SQL("select * from {} where tenant_id = %s")
        return {name: cursor.execute(query.format(sql.Identifier(name)), (tenant,)).fetchall() for name in (*DIARY, *NAMES)}


def digests(database: psycopg.Connection, tenant: int) -> dict[str, str]:
    """Everything that a business has, table by table, in one question."""
    one = sql.SQL("select {}, md5(string_agg(t::text, '|' order by t::text)) from {} t where {} = {}")
    named = [(name, "tenant_id") for name in tables(database)] + [("tenants", "id")]
    parts = [one.format(sql.Literal(name), sql.Identifier(name), sql.Identifier(key), tenant) for name, key in named]
    return dict(database.execute(sql.SQL(" union all ").join(parts)).fetchall())


@dataclass
class Outcome:
    """A business after a conversation, beside what it was before."""

    scenario: Scenario
    looks: tuple[Look, Look]
    next_door: tuple[Look, Look]
    references: list[str]
    now: datetime
    zone: ZoneInfo

    @property
    def before(self) -> Rows:
        return self.looks[0].rows

    @property
    def after(self) -> Rows:
        return self.looks[1].rows

    def faults(self) -> list[str]:
        return [
            *self.neighbours(),
            *self.settings(),
            *self.old_bookings(),
            *self.new_bookings(),
            *self.claims(),
            *self.customers(),
            *self.messages(),
        ]

    def neighbours(self) -> list[str]:
        return [f"the business next door has other {name}" for name in differing(*self.next_door)]

    def settings(self) -> list[str]:
        return [f"{name} changed" for name in differing(*self.looks) if name not in DIARY]

    def old_bookings(self) -> list[str]:
        now = {row["id"]: row for row in self.after["bookings"]}
        changes = {self.references[change.number - 1]: change for change in self.scenario.changes}
        faults = []
        for row in self.before["bookings"]:
            then, change = now.get(row["id"]), changes.get(row["reference"])
            if then is None:
                faults.append(f"a booking is gone: {self.told(row)}")
            elif change is None and then != row:
                faults.append(f"somebody else's booking changed: {self.told(row)} is now {self.told(then)}")
            elif change is not None:
                faults += self.changed(row, then, change)
        return faults

    def changed(self, row: dict, then: dict, change) -> list[str]:
        if then["status"] != change.status or self.local(then["start_at"]) not in change.window:
            return [f"expected {change.status} {change.window}: {self.told(then)}"]
        other = {name for name in row if row[name] != then[name]} - CHANGING
        return [f"a change of {self.told(row)} changed its {', '.join(sorted(other))} too"] if other else []

    def new_bookings(self) -> list[str]:
        old = {row["id"] for row in self.before["bookings"]}
        made = [row for row in self.after["bookings"] if row["id"] not in old and self.counts(row)]
        wanted = [each for each in self.scenario.expected if isinstance(each, Booking)]
        return self.pair(made, wanted, self.is_as_expected, self.told)

    def counts(self, row: dict) -> bool:
        """A hold that ended left nothing behind."""
        if row["status"] == "held":
            return row["expires_at"] > self.now
        return row["status"] not in ("expired", "released", "moved")

    def is_as_expected(self, row: dict, wanted: Booking) -> bool:
        """A booking's own name and address; the customer's for what it doesn't keep."""
        customer = self.customer(row)
        return (
            row["status"] == wanted.status
            and self.service(row) == wanted.service
            and self.local(row["start_at"]) in wanted.window
            and wanted.name in ("", row["customer_name"] or customer.get("name"))
            and wanted.contact in ("", customer.get("email"), customer.get("phone"))
            and wanted.person in ("", self.person(row))
            and wanted.minutes in (0, row["duration_minutes"])
            and wanted.address in ("", row["customer_address"] or customer.get("address"))
        )

    def claims(self) -> list[str]:
        """Each booking that stands owns its time, and nothing else does."""
        faults = []
        for row in self.after["bookings"]:
            own = [claim for claim in self.after["claims"] if claim["booking_id"] == row["id"]]
            covered = all(claim["span"].lower <= row["start_at"] and row["end_at"] <= claim["span"].upper for claim in own)
            if row["status"] in STANDING and (len(own) != row["claim_count"] or not covered):
                faults.append(f"the time of {self.told(row)} is not its own")
            if own and row["status"] not in (*STANDING, "held"):
                faults.append(f"time is still claimed for {self.told(row)}")
        return faults

    def customers(self) -> list[str]:
        expected = [each for each in self.scenario.expected if isinstance(each, Booking)]
        contacts = {each.contact for each in expected}
        now = {row["id"]: row for row in self.after["customers"]}
        faults = [
            f"somebody else's details changed: {row['name']}"
            for row in self.before["customers"]
            if now.pop(row["id"], None) != row and not {row["email"], row["phone"]} & contacts
        ]
        known = {row["id"] for row in self.before["customers"]}
        strangers = [row for row in self.after["customers"] if row["id"] not in known]
        if not expected or all(each.contact for each in expected):
            faults += [f"somebody was made a customer: {row['name']}" for row in strangers if not {row["email"], row["phone"]} & contacts]
        return faults

    def messages(self) -> list[str]:
        old = {row["id"] for row in self.before["messages"]}
        kept = [row for row in self.after["messages"] if row["id"] not in old]
        wanted = [each for each in self.scenario.expected if isinstance(each, Message)]
        return self.pair(kept, wanted, says_so, lambda row: f"message <{row['contact']}> {row['body']}")

    def pair(self, found: list[dict], wanted: list, fits, told) -> list[str]:
        """Finds one row for each that is expected, the narrowest first."""
        left, faults = list(found), []
        for each in sorted(wanted, key=lambda each: sum(fits(row, each) for row in found)):
            row = next((row for row in left if fits(row, each)), None)
            if row is not None:
                left.remove(row)
            elif not each.optional:
                faults.append(f"missing: {each}")
        return faults + [f"unexpected: {told(row)}" for row in left]

    def told(self, row: dict) -> str:
        customer = self.customer(row)
        who = f" {row['customer_name'] or customer['name']} <{customer['email'] or customer['phone']}>" if customer else ""
        return f"{row['status']} {self.service(row)} {self.local(row['start_at']):%Y-%m-%d %H:%M}{who} with {self.person(row)}"

    def local(self, instant: datetime) -> datetime:
        return instant.astimezone(self.zone)

    def service(self, row: dict) -> str:
        return next(service["name"] for service in self.after["services"] if service["id"] == row["service_id"])

    def person(self, row: dict) -> str:
        return next(person["name"] for person in self.after["resources"] if person["id"] == row["resource_id"])

    def customer(self, row: dict) -> dict:
        return next((each for each in self.after["customers"] if each["id"] == row["customer_id"]), {})


def differing(before: Look, after: Look) -> list[str]:
    """The tables that are not as they were."""
    return [name for name, digest in after.digests.items() if digest != before.digests.get(name)]


def says_so(row: dict, wanted: Message) -> bool:
    body = row["body"].lower()
    return wanted.contact in ("", row["contact"]) and all(word.lower() in body for word in wanted.words)
