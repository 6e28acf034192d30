"""A tenant's diary is nobody else's: by the functions' own guard, and by row security behind it."""

import psycopg
import pytest
import storm
import timetables
from psycopg import sql

TENANT_TABLES = """
select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
where c.relnamespace = 'holdfast'::regnamespace and c.relkind in ('r', 'p') order by 1"""

# What the application may call of everything that takes a tenant, but the one function that names it.
CALLABLE = """
select p.oid::regprocedure::text, p.proname, p.pronargs from pg_proc p
where p.pronamespace = 'holdfast'::regnamespace and 'p_tenant' = any (p.proargnames) and p.proname <> 'enter_tenant'
    and has_function_privilege('holdfast_app', p.oid, 'execute') order by 1"""


@pytest.fixture
def tenants(connection: psycopg.Connection) -> tuple[int, int]:
    """Two businesses with a booking each; from here on the connection is the application's."""
    found = []
    for _ in range(2):
        world = storm.settle(connection)
        connection.execute("select set_config('holdfast.tenant', %s, true)", [str(world.id)])
        connection.execute("select hold_slot(%s, %s, %s)", [world.id, world.services[0].id, storm.NOON])
        connection.execute("select block_resource(%s, %s, %s, %s)",
                           [world.id, world.resources[1].id, storm.NOON, storm.NOON + timetables.HOURS])  # fmt: skip
        found.append(world.id)
    connection.execute("set local role holdfast_app")
    return found[0], found[1]


def be(connection: psycopg.Connection, tenant: int | str) -> None:
    connection.execute("select set_config('holdfast.tenant', %s, true)", [str(tenant)])


def refused(connection: psycopg.Connection, statement: sql.Composed | str, values: list) -> bool:
    try:
        with connection.transaction():
            connection.execute(statement, values)
    except psycopg.errors.InsufficientPrivilege:
        return True
    return False


@pytest.mark.parametrize("set_to", ["other", ""])
def test_every_function_refuses_another_tenant(connection, tenants, set_to):
    be(connection, tenants[1] if set_to else "")
    functions = connection.execute(CALLABLE).fetchall()
    assert len(functions) >= 15
    allowed = []
    for signature, name, arguments in functions:
        rest = sql.SQL(", null").join([sql.SQL("")] * arguments)
        call = sql.SQL("select holdfast.{}(%s::bigint{})").format(sql.Identifier(name), rest)
        if not refused(connection, call, [tenants[0]]):
            allowed.append(signature)
    assert allowed == []


def test_a_tenant_is_entered_only_by_all_that_is_true_of_it(connection, tenants):
    connection.execute("reset role")
    rows = connection.execute("select id, slug, tenant_stamp(slug) from tenants where id = any (%s) order by id", [sorted(tenants)])
    (one, slug, stamp), (other, other_slug, other_stamp) = rows.fetchall()
    connection.execute("set local role holdfast_app")
    be(connection, "")
    entered = "select enter_tenant(%s, %s, %s), current_setting('holdfast.tenant')"
    for wrong in [(other, slug, stamp), (one, other_slug, stamp), (one, slug, other_stamp), (one, slug, stamp + 1), (one, slug, None),
                  (one, "nobody", None), (None, slug, stamp)]:  # fmt: skip
        with pytest.raises(psycopg.Error) as refusal, connection.transaction():
            connection.execute(entered, wrong)
        assert refusal.value.sqlstate == "HF002", wrong
        assert connection.execute("select current_setting('holdfast.tenant')").fetchone() == ("",)
    assert connection.execute(entered, [one, slug, stamp]).fetchone()[1] == str(one)


def test_rows_of_another_tenant_are_not_seen(connection, tenants):
    for table in [row[0] for row in connection.execute(TENANT_TABLES).fetchall()]:
        if not connection.execute("select has_table_privilege(%s, 'select')", [f"holdfast.{table}"]).fetchone()[0]:
            continue
        count = sql.SQL("select count(*) filter (where tenant_id = %s), count(*) from holdfast.{}")
        for tenant in tenants:
            be(connection, tenant)
            own, all_rows = connection.execute(count.format(sql.Identifier(table)), [tenant]).fetchone()
            assert own == all_rows, table
        be(connection, "")
        assert connection.execute(count.format(sql.Identifier(table)), [tenants[0]]).fetchone() == (0, 0), table


def test_bookings_claims_and_audit_are_there_to_be_hidden(connection, tenants):
    be(connection, tenants[0])
    for table in ("bookings", "claims", "blocks", "audit"):
        count = sql.SQL("select count(*) from holdfast.{}").format(sql.Identifier(table))
        assert connection.execute(count).fetchone()[0] > 0, table


@pytest.mark.parametrize("table", ["audit", "claims", "bookings", "blocks", "receipts", "customers"])
def test_the_application_writes_the_diary_through_its_functions_only(connection, tenants, table):
    be(connection, tenants[0])
    name = sql.Identifier(table)
    for statement in ("update holdfast.{} set tenant_id = tenant_id", "delete from holdfast.{}",
                      "insert into holdfast.{} default values", "truncate holdfast.{}"):  # fmt: skip
        assert refused(connection, sql.SQL(statement).format(name), []), statement


def test_every_tenants_table_has_row_security(connection):
    rows = connection.execute(f"""
        select t.relname from ({TENANT_TABLES}) t join pg_class c on c.relname = t.relname
            and c.relnamespace = 'holdfast'::regnamespace where not c.relrowsecurity""").fetchall()
    assert rows == []


def test_the_applications_role_owns_nothing_and_passes_no_wall(connection):
    role = connection.execute("""
        select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication from pg_roles
        where rolname = 'holdfast_app'""").fetchone()
    assert role == (False,) * 5
    owned = connection.execute("""
        select relname::text from pg_class where relowner = 'holdfast_app'::regrole
        union all select proname from pg_proc where proowner = 'holdfast_app'::regrole
        union all select nspname from pg_namespace where nspowner = 'holdfast_app'::regrole
        union all select 'member of ' || roleid::regrole from pg_auth_members where member = 'holdfast_app'::regrole
        """).fetchall()
    assert owned == []
    assert not connection.execute("select has_schema_privilege('holdfast_app', 'holdfast', 'create')").fetchone()[0]


def test_functions_with_their_owners_rights_are_closed_to_others_and_keep_their_search_path(connection):
    rows = connection.execute("""
        select p.oid::regprocedure::text from pg_proc p where p.pronamespace = 'holdfast'::regnamespace and (
            has_function_privilege('public', p.oid, 'execute')
            or p.prosecdef and not coalesce(array_to_string(p.proconfig, ','), '') ~ 'search_path=(holdfast|""), ?"?pg_')
        """).fetchall()
    assert rows == []
