"""Puts a world of the oracle into the tables, as the business's owner would have entered it."""

import itertools
import os
from datetime import time

import psycopg
from oracle import Hours, Resource, Service, World

_names = itertools.count(1)


def clock_time(minute: int) -> str:
    """The time of day of a minute; 1440 stays 24:00, which closes a day."""
    return "24:00" if minute == 1440 else time(minute % 1440 // 60, minute % 60).isoformat()


def insert(connection: psycopg.Connection, world: World) -> World:
    """Gives the world and everything in it the ids that the database chose."""
    slug = f"world-{os.getpid()}-{next(_names)}"
    world.id = _one(connection, "insert into tenants (slug, name, zone) values (%s, %s, %s) returning id", slug, slug, world.zone)
    _insert_hours(connection, world, None, world.business)
    for resource in world.resources:
        _insert_resource(connection, world, resource)
    for position, service in enumerate(world.services):
        _insert_service(connection, world, service, position)
    for limit in world.limits:
        connection.execute(
            "insert into daily_limits (tenant_id, scope, service_id, resource_id, maximum) values (%s, %s, %s, %s, %s)",
            [world.id, limit.scope, limit.service and limit.service.id, limit.person and limit.person.id, limit.maximum],
        )
    return world


def set_clock(connection: psycopg.Connection, world: World) -> None:
    connection.execute("select set_config('holdfast.tenant', %s, true)", [str(world.id)])
    connection.execute("select clock_set(%s)", [world.now])


def _one(connection: psycopg.Connection, statement: str, *values) -> int:
    return connection.execute(statement, values).fetchone()[0]


def _insert_resource(connection: psycopg.Connection, world: World, resource: Resource) -> None:
    resource.id = _one(
        connection,
        "insert into resources (tenant_id, name, kind) values (%s, %s, %s) returning id",
        world.id,
        resource.name,
        resource.kind,
    )
    _insert_hours(connection, world, resource.id, resource.hours)


def _insert_hours(connection: psycopg.Connection, world: World, resource: int | None, hours: Hours) -> None:
    weekly = "insert into weekly_hours (tenant_id, resource_id, weekday, opens, closes) values (%s, %s, %s, %s, %s)"
    special = "insert into overrides (tenant_id, resource_id, day, opens, closes) values (%s, %s, %s, %s, %s)"
    for weekday, windows in hours.weekly.items():
        for opens, closes in windows:
            connection.execute(weekly, [world.id, resource, weekday, clock_time(opens), clock_time(closes)])
    for day, windows in hours.overrides.items():
        for opens, closes in windows:
            connection.execute(special, [world.id, resource, day, clock_time(opens), clock_time(closes)])
        if not windows:
            connection.execute(special, [world.id, resource, day, None, None])


SERVICE = """
insert into services (tenant_id, name, position, group_session, capacity, buffer_before_minutes, buffer_after_minutes,
    grid_minutes, minimum_notice_minutes, maximum_horizon_days)
values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s) returning id"""


def _insert_service(connection: psycopg.Connection, world: World, service: Service, position: int) -> None:
    s = service
    s.id = _one(
        connection,
        SERVICE,
        world.id,
        s.name,
        position,
        s.group,
        s.capacity,
        s.before,
        s.after,
        s.grid,
        s.notice,
        s.horizon,
    )
    for place, minutes in enumerate(s.durations):
        connection.execute("insert into service_durations values (%s, %s, %s, %s)", [world.id, s.id, minutes, place])
    for number, resources in enumerate(s.sets, 1):
        for resource in resources:
            connection.execute("insert into requirements values (%s, %s, %s, %s)", [world.id, s.id, resource.id, number])
    for weekday, minute in s.starts:
        connection.execute(
            "insert into service_starts (tenant_id, service_id, weekday, starts) values (%s, %s, %s, %s)",
            [world.id, s.id, weekday, clock_time(minute)],
        )
