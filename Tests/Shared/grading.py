"""What a conversation did to the database: everything that is not its own must stand as it stood."""

import psycopg

# What the machine notes for itself: of turns, of keys, of what is to be done later.
LEDGERS = {"turns", "turn_events", "conversations", "model_turns", "model_breakers", "withheld_sentences"}
LEDGERS |= {"receipts", "jobs", "audit", "tries", "clock", "admin_sessions", "sign_in_links"}

COLUMNS = "select table_name, array_agg(column_name::text) from information_schema.columns where table_schema = 'holdfast' group by 1"
# A time that was given back belongs to nobody any more.
OWN_BOOKINGS = "select tenant_id, id from bookings where coalesce(conversation, client) = any(%(own)s) or status in ('released', 'expired')"
OWN_CUSTOMERS = f"select tenant_id, customer_id from bookings where (tenant_id, id) in ({OWN_BOOKINGS}) and customer_id is not null"
STRANGE = {
    "bookings": f"(tenant_id, id) not in ({OWN_BOOKINGS})",
    "claims": f"(tenant_id, booking_id) not in ({OWN_BOOKINGS})",
    "customers": f"(tenant_id, id) not in ({OWN_CUSTOMERS})",
}


def strange_rows(database: psycopg.Connection, *own: str) -> dict[str, set[str]]:
    """Every row of every business that these conversations didn't make, by its table."""
    found: dict[str, set[str]] = {}
    for table, row in database.execute(every_row(database), {"own": list(own)}):
        found.setdefault(table, set()).add(row)
    return found


def every_row(database: psycopg.Connection) -> str:
    """One statement for all tables: there are many attempts, and each is looked at before and after."""
    parts = []
    for table, columns in database.execute(COLUMNS).fetchall():
        if table in LEDGERS:
            continue
        named = [column for column in ("conversation_id", "conversation") if column in columns]
        condition = STRANGE.get(table) or (f"{named[0]} is null or {named[0]} <> all(%(own)s)" if named else "true")
        parts.append(f"select '{table}', t::text from {table} t where {condition}")
    return " union all ".join(parts)


def own_bookings(database: psycopg.Connection, conversation: str) -> list[tuple[str, str | None]]:
    """Status and reference of what a conversation made, in the order of making; times that were given back are left out."""
    query = """select status, reference from bookings where coalesce(conversation, client) = %s
        and status not in ('released', 'expired', 'moved') order by id"""
    return database.execute(query, [conversation]).fetchall()


NEVER_RESTING = """
create function holdfast.never_rests() returns trigger language plpgsql as
    'begin new.failures := 0; new.rests_until := ''-infinity''; return new; end';
create trigger never_rests before insert or update on holdfast.model_breakers
    for each row execute function holdfast.never_rests();
"""


def never_rest(database: psycopg.Connection) -> None:
    """A model that fails on purpose is asked again all the same."""
    database.execute(NEVER_RESTING)
