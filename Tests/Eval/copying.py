"""Copies of what an owner has set up."""

import psycopg
from psycopg import sql

# In the order in which they can be copied. Some are of later releases.
SETTINGS = (
    *("resources", "services", "service_durations", "requirements", "weekly_hours", "overrides", "service_starts"),
    *("daily_limits", "phone_settings", "tenant_voice", "set_answers", "knowledge", "whatsapp_templates", "calendar_settings"),
)
# Columns that point at rows of another table, which are copied before.
POINTERS = {"resource_id": "resources", "service_id": "services"}


def columns(database: psycopg.Connection) -> dict[str, list[str]]:
    """What can be copied of each table; one that this release doesn't have is not among them."""
    found = database.execute(
        "select table_name, array_agg(column_name::text order by ordinal_position) from information_schema.columns"
        " where table_schema = 'holdfast' and is_identity = 'NO' and is_generated = 'NEVER' and column_name <> 'tenant_id' group by 1"
    )
    return dict(found.fetchall())


def copy_tenant(database: psycopg.Connection, template: str, slug: str) -> tuple[int, str]:
    """The id of the copy, and its zone."""
    known_columns = columns(database)
    listed = names([name for name in known_columns["tenants"] if name != "slug"])
    query = "insert into tenants (slug, {0}) select %s, {0} from tenants where slug = %s returning id, zone"
    with database.transaction():
        new, zone = database.execute(sql.SQL(query).format(listed), (slug, template)).fetchone()
        (old,) = database.execute("select id from tenants where slug = %s", (template,)).fetchone()
        known: dict[str, tuple[list[int], list[int]]] = {}
        for table in SETTINGS:
            if found := known_columns.get(table):
                before = ids(database, table, old)
                copy_rows(database, table, found, (old, new), known)
                known[table] = (before, ids(database, table, new))
    return new, zone


def copy_rows(database: psycopg.Connection, table: str, found: list[str], tenants: tuple[int, int], known: dict) -> None:
    """A tenant's rows for another one, in the order of their ids, pointing at the copies of what they point at."""
    old, new = tenants
    pointer = "(select new from unnest(%s::bigint[], %s::bigint[]) known (old, new) where known.old = {})"
    values = [sql.SQL(pointer if name in POINTERS else "{}").format(sql.Identifier(name)) for name in found]
    given = [side for name in found if name in POINTERS for side in known[POINTERS[name]]]
    query = sql.SQL("insert into {0} (tenant_id, {1}) select %s, {2} from {0} where tenant_id = %s{3}").format(
        *(sql.Identifier(table), names(found), sql.SQL(", ").join(values), sql.SQL(" order by id" if table in POINTERS.values() else ""))
    )
    database.execute(query, (new, *given, old))


def ids(database: psycopg.Connection, table: str, tenant: int) -> list[int]:
    """The ids of what others point at."""
    if table not in POINTERS.values():
        return []
    found = database.execute(sql.SQL("select id from {} where tenant_id = %s order by id").format(sql.Identifier(table)), (tenant,))
    return [id for (id,) in found]


def names(found: list[str]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, found))
