"""The diary's functions, called as the application calls them: one transaction a call, the tenant set in it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import psycopg
from oracle import Offer, Span


@dataclass(frozen=True)
class Answer:
    """What a write said: no reason means that it was done."""

    reason: str | None
    detail: str | None
    result: dict[str, Any] | None

    @property
    def done(self) -> bool:
        return self.reason is None


class Diary:
    """One connection's view of one tenant's diary. Outside a transaction each call is one of its own."""

    def __init__(self, connection: psycopg.Connection, tenant: int):
        self.connection, self.tenant = connection, tenant

    def rows(self, function: str, **given: Any) -> list[tuple]:
        """Names its arguments, so that one which is renamed or reordered is noticed."""
        named = ", ".join(f"{name} => %({name})s" for name in given)
        with self.connection.transaction(), self.connection.pipeline():
            self.connection.execute("select set_config('holdfast.tenant', %s, true)", [str(self.tenant)])
            statement = f"select * from holdfast.{function}(p_tenant => %(p_tenant)s, {named})"
            return self.connection.execute(statement, {"p_tenant": self.tenant, **given}).fetchall()

    def write(self, function: str, **given: Any) -> Answer:
        return Answer(*self.rows(function, **{name: value for name, value in given.items() if value is not None})[0])

    def slots(
        self, service: int, within: Span, duration: int | None = None, resource: int | None = None, moving: int | None = None
    ) -> list[tuple]:
        """(start, end, resource, seats left) of what is on offer."""
        rows = self.rows(
            "slots", p_service=service, p_from=within[0], p_to=within[1], p_duration=duration, p_resource=resource, p_moving=moving
        )
        return [(row[0], row[3], row[6], row[8]) for row in rows]

    def explain(self, service: int, start: datetime, duration: int | None = None, resource: int | None = None) -> tuple:
        return self.rows("explain", p_service=service, p_start=start, p_duration=duration, p_resource=resource)[0]

    def hold(self, service: int, start: datetime, duration: int | None = None, resource: int | None = None,
             **more: Any) -> Answer:  # fmt: skip
        return self.write("hold_slot", p_service=service, p_start=start, p_duration=duration, p_resource=resource, **more)

    def confirm(self, hold: str, name: str = "Ada Byron", email: str | None = "ada@example.org", **more: Any) -> Answer:
        return self.write("confirm_hold", p_hold=hold, p_name=name, p_email=email, **more)

    def release(self, hold: str, **more: Any) -> Answer:
        return self.write("release_hold", p_hold=hold, **more)

    def move(self, reference: str, hold: str, **more: Any) -> Answer:
        return self.write("reschedule_booking", p_reference=reference, p_proof_kind="owner", p_proof="", p_hold=hold, **more)

    def cancel(self, reference: str, **more: Any) -> Answer:
        return self.write("cancel_booking", p_reference=reference, p_proof_kind="owner", p_proof="", **more)

    def block(self, resource: int, span: Span, **more: Any) -> Answer:
        return self.write("block_resource", p_resource=resource, p_from=span[0], p_to=span[1], **more)


def agrees(offered: list[tuple], expected: Offer, duration_of: Any) -> bool:
    """Whether a listing shows exactly these starts, each with one of the people who could serve and their seats."""
    if [row[0] for row in offered] != sorted(expected):
        return False
    return all(end - start == duration_of and expected[start].get(who) == seats for start, end, who, seats in offered)
