"""One database of our own for the run, cloned from the template that every suite clones."""

import os
import subprocess
import uuid
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import make_conninfo

ROOT = Path(__file__).resolve().parents[2]


def server() -> str:
    """The superuser's address of a server for tests; one is started where none was given."""
    given = os.environ.get("HOLDFAST_TEST_PG")
    if given:
        return given
    script = str(ROOT / "scripts" / "pg-test")
    return subprocess.run([script, "start"], check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture(scope="session")
def database() -> str:
    """The address of a fresh database, as superuser."""
    base, name = server(), f"diary_{uuid.uuid4().hex[:12]}"
    named = sql.Identifier(name)
    with psycopg.connect(base, autocommit=True) as admin:
        admin.execute(sql.SQL("create database {} template holdfast_template").format(named))
        yield make_conninfo(base, dbname=name, options="-c TimeZone=UTC -c search_path=holdfast,public")
        admin.execute(sql.SQL("drop database {} with (force)").format(named))


@pytest.fixture
def connection(database: str):
    """A connection whose transaction never commits."""
    with psycopg.connect(database) as opened:
        yield opened
        opened.rollback()
