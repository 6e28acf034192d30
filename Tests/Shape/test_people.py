"""People's data stands in the tables that are about people and nowhere else (the design's section 4)."""

import re

import house
import pytest

# Rows that outlive a person hold ids and codes. A turn is none of them: it is what a visitor said, erased with its conversation.
LEDGERS = re.compile(r"receipt|audit|job|outbox|lease")
PERSONAL = re.compile(r"^(name|first_name|last_name|email|phone|address|notes?|message|body|text|contact|customer)$")


def tables() -> dict[str, list[str]]:
    """Every table that the migrations make, with its columns."""
    found: dict[str, list[str]] = {}
    for path in house.tracked("sql/migrations/*.sql"):
        text = re.sub(r"--.*", "", path.read_text())
        for match in re.finditer(r"create table (?:if not exists )?(?:\w+\.)?(\w+)\s*\((.*?)\n\)", text, re.S | re.I):
            columns = re.findall(r"^\s{2,4}(\w+)\s+\w", match[2], re.M)
            found.setdefault(match[1], []).extend(columns)
        for match in re.finditer(r"alter table (?:\w+\.)?(\w+)\s+add (?:column )?(?:if not exists )?(\w+)", text, re.I):
            found.setdefault(match[1], []).append(match[2])
    return found


def test_the_migrations_are_read():
    assert {"customers", "bookings", "receipts", "audit"} <= set(tables())


@pytest.mark.parametrize("table", [name for name in tables() if LEDGERS.search(name)])
def test_a_ledger_has_no_column_for_a_person(table):
    assert not [column for column in tables()[table] if PERSONAL.match(column)]


def test_nginx_logs_nothing_that_could_name_a_visitor():
    text = (house.ROOT / "nginx/log.conf").read_text()
    logged = set(re.findall(r"\$\w+", text[text.index("log_format") :]))
    assert logged == {
        "$time_iso8601",
        "$request_id",
        "$route",
        "$request_method",
        "$status",
        "$request_time",
        "$upstream_status",
        "$upstream_response_time",
        "$body_bytes_sent",
    }


def test_nginx_writes_no_error_lines_about_requests():
    text = (house.ROOT / "nginx/nginx.conf").read_text()
    http = text[text.index("http {") :]
    assert re.findall(r"error_log \S+ (\w+);", http) == ["emerg"]
