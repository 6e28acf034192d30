"""The businesses that are measured, written straight into the house's database."""

import time
from dataclasses import dataclass

import psycopg

PEOPLE = 16


@dataclass
class World:
    tenant: int
    service: int
    first_person: int


def open_all_hours(database: psycopg.Connection) -> World:
    """Sixteen people around the clock on a 15-minute grid: more free slots than any run can hold."""
    tenant = add_tenant(database, "bench")
    people = [add_person(database, tenant, f"Person {number}") for number in range(PEOPLE)]
    service = add_service(database, tenant, 15, people)
    add_hours(database, tenant, range(1, 8), "00:00", "24:00")
    assert people == list(range(people[0], people[0] + PEOPLE))
    return World(tenant, service, people[0])


def slot(world: World, epoch: int, number: int) -> dict[str, str]:
    """What is asked for to hold one slot of those from `epoch` on."""
    start = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(epoch + 900 * (number // PEOPLE)))
    return {"service": str(world.service), "start": start, "resource": str(world.first_person + number % PEOPLE)}


def practice(database: psycopg.Connection, slug: str, bookings: int) -> World:
    """Two people on weekdays, with so many bookings: the last forty are still to come, the rest are past."""
    tenant = add_tenant(database, slug)
    people = [add_person(database, tenant, name) for name in ("Ada", "Grace")]
    service = add_service(database, tenant, 30, people)
    add_hours(database, tenant, range(1, 6), "08:00", "18:00")
    add_bookings(database, tenant, service, people, bookings)
    return World(tenant, service, people[0])


def add_tenant(database: psycopg.Connection, slug: str) -> int:
    statement = "insert into tenants (slug, name, zone) values (%s, %s, 'America/New_York') returning id"
    return database.execute(statement, [slug, slug]).fetchone()[0]


def add_person(database: psycopg.Connection, tenant: int, name: str) -> int:
    return database.execute("insert into resources (tenant_id, name) values (%s, %s) returning id", [tenant, name]).fetchone()[0]


def add_service(database: psycopg.Connection, tenant: int, minutes: int, people: list[int]) -> int:
    statement = "insert into services (tenant_id, name, maximum_horizon_days) values (%s, 'Visit', 3660) returning id"
    service = database.execute(statement, [tenant]).fetchone()[0]
    database.execute("insert into service_durations (tenant_id, service_id, minutes) values (%s, %s, %s)", [tenant, service, minutes])
    for person in people:
        database.execute(
            "insert into requirements (tenant_id, service_id, resource_id) values (%s, %s, %s)",
            [tenant, service, person],
        )
    return service


def add_hours(database: psycopg.Connection, tenant: int, weekdays: range, opens: str, closes: str) -> None:
    for weekday in weekdays:
        statement = "insert into weekly_hours (tenant_id, weekday, opens, closes) values (%s, %s, %s, %s)"
        database.execute(statement, [tenant, weekday, opens, closes])


# A reference has eight characters of the readable alphabet; sixteen of them stand for hexadecimal digits here.
BOOKINGS = """
    with booked as (
        insert into bookings (tenant_id, service_id, resource_id, session_id, customer_id, start_at, end_at, expires_at, created_at,
            confirmed_at, local_start, duration_minutes, claim_count, status, zone, hold_id, reference)
        select %(tenant)s, %(service)s, place.person, place.number, %(customer)s, place.start_at, place.start_at + interval '30 minutes',
            'infinity', now(), now(), place.start_at at time zone 'America/New_York', 30, 1, 'confirmed', 'America/New_York',
            md5(%(tenant)s || ' ' || place.number),
            translate(lpad(to_hex(place.number), 8, '0'), '0123456789abcdef', '23456789BCDFGHJK')
        from (
            select n as number, (%(people)s::bigint[])[1 + n %% 2] as person,
                date_trunc('day', now()) + (n / 2 - %(past)s) * interval '30 minutes' as start_at
            from generate_series(%(first)s::integer, %(last)s::integer) n
        ) place
        returning tenant_id, id, resource_id, session_id, start_at, end_at
    )
    insert into claims (tenant_id, resource_id, session_id, booking_id, seat, span, expires_at)
    select tenant_id, resource_id, session_id, id, 1, tstzrange(start_at, end_at), 'infinity' from booked
"""


def add_bookings(database: psycopg.Connection, tenant: int, service: int, people: list[int], count: int) -> None:
    statement = "insert into customers (tenant_id, name, email) values (%s, 'Customer', 'customer@example.com') returning id"
    customer = database.execute(statement, [tenant]).fetchone()[0]
    values = {"tenant": tenant, "service": service, "customer": customer, "people": people, "past": count // 2 - 20}
    # What is known of the first thousand keeps the rest from being checked by plans that were made for an empty table.
    for first, last in ((0, min(count, 1000) - 1), (1000, count - 1)):
        if first <= last:
            database.execute(BOOKINGS, values | {"first": first, "last": last})
            database.execute("analyze")
