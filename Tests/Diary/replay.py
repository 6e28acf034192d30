"""Replays the audit log through a simple model: dictionaries, and a rule for each kind of event.

Whatever the log says is believed only as far as the rules allow it: nobody may own time that another session owns, be
given time that is blocked, end what is not open, or find more seats than a class has.
"""

from dataclasses import dataclass, field
from datetime import datetime

from oracle import Span, meets

OPEN = {"held", "pending", "confirmed"}
FROM = {
    "held": {None},
    "renewed": {"held"},
    "confirmed": {"held"},
    "pending": {"held"},
    "released": {"held"},
    "expired": {"held"},
    "moved": {"held"},
    "approved": {"pending"},
    "declined": {"pending"},
    "lapsed": {"pending"},
    "cancelled": {"pending", "confirmed"},
    "rescheduled": {"pending", "confirmed"},
}


class Broken(AssertionError):
    """The log told of something that must not happen."""


@dataclass(frozen=True)
class Claim:
    resource: int
    session: int
    seat: int
    booking: int
    span: Span


@dataclass
class Booking:
    status: str
    expires: datetime
    service: int
    person: int
    start: datetime


@dataclass
class Model:
    bookings: dict[int, Booking] = field(default_factory=dict)
    claims: dict[tuple[int, int, int], Claim] = field(default_factory=dict)
    blocks: dict[int, tuple[int, Span]] = field(default_factory=dict)

    def replay(self, events: list[dict]) -> "Model":
        for event in events:
            try:
                self.apply(event)
            except Broken as broken:
                raise Broken(f"{broken}\n{story(events, event)}") from None
        return self

    def apply(self, event: dict) -> None:
        if event["block_id"] is not None:
            return self.block(event)
        self.change(event)
        for each in event["removed"]:
            self.remove(claim_of(each, event["booking_id"]))
        for each in event["made"]:
            self.make(claim_of(each, event["booking_id"]), event)
        return self.count_seats(event)

    def block(self, event: dict) -> None:
        facts = event["facts"]
        if event["event"] == "blocked":
            self.blocks[event["block_id"]] = facts["resource"], (moment(facts["from"]), moment(facts["to"]))
        elif self.blocks.pop(event["block_id"], None) is None:
            raise Broken("unblocked what was not blocked")

    def change(self, event: dict) -> None:
        known, kind = self.bookings.get(event["booking_id"]), event["event"]
        if (known and known.status) not in FROM[kind]:
            raise Broken(f"{kind} follows {known and known.status}")
        if kind in ("expired", "lapsed") and known.expires > event["at"]:
            raise Broken(f"{kind} before its time")
        if not known:
            known = self.bookings[event["booking_id"]] = Booking("", event["at"], event["facts"]["service"], 0, event["at"])
        known.status, known.expires = event["status"], event["expires_at"]
        if kind in ("held", "rescheduled"):
            known.person, known.start = event["facts"]["resource"], moment(event["facts"]["start"])

    def remove(self, claim: Claim) -> None:
        if self.claims.pop((claim.resource, claim.session, claim.seat), None) != claim:
            raise Broken(f"removed a claim that nobody had: {claim}")

    def make(self, claim: Claim, event: dict) -> None:
        for other in self.claims.values():
            if other.resource == claim.resource and other.session != claim.session and meets(claim.span, [other.span]):
                raise Broken(f"{claim} overlaps {other}")
        away = [span for resource, span in self.blocks.values() if resource == claim.resource]
        if event["event"] == "held" and meets(claim.span, away):
            raise Broken(f"{claim} was given while it was blocked")
        key = claim.resource, claim.session, claim.seat
        if key in self.claims:
            raise Broken(f"{claim} is the seat of {self.claims[key]}")
        self.claims[key] = claim

    def count_seats(self, event: dict) -> None:
        """A seat is given only while fewer than the capacity of that moment are taken, not counting one that moves."""
        if event["event"] != "held":
            return
        given, moving = self.bookings[event["booking_id"]], event["facts"].get("moving")
        live = [
            number
            for number, other in self.bookings.items()
            if (other.service, other.person, other.start) == (given.service, given.person, given.start)
            and other.status in OPEN and other.expires > event["at"] and number != moving
        ]  # fmt: skip
        if len(live) > event["capacity"]:
            raise Broken(f"{len(live)} seats of {event['capacity']} were given")


def claim_of(each: dict, booking: int) -> Claim:
    return Claim(each["resource"], each["session"], each["seat"], booking, (moment(each["from"]), moment(each["to"])))


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def story(events: list[dict], last: dict) -> str:
    """The log's lines up to one, as far as they are about its booking or about the time that it touches."""
    made = [claim_of(each, 0) for each in last["made"] + last["removed"]]
    near = {last["booking_id"]}
    for event in events:
        for claim in (claim_of(each, 0) for each in event["made"]):
            if any(claim.resource == own.resource and meets(claim.span, [own.span]) for own in made):
                near.add(event["booking_id"])
    told = [event for event in events if event["id"] <= last["id"] and event["booking_id"] in near - {None}]
    return "\n".join(line(event) for event in told[-20:])


def line(event: dict) -> str:
    claims = [f"{sign}{each['resource']}/{each['seat']} {each['from'][5:16]}-{each['to'][11:16]}"
              for sign, list_of in (("+", event["made"]), ("-", event["removed"])) for each in list_of]  # fmt: skip
    return f"{event['id']} {event['at']:%d %H:%M:%S} {event['event']} {event['booking_id']} {' '.join(claims)}"
