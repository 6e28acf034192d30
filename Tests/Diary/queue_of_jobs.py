"""Jobs as the application's role writes and takes them; each queue has a kind of its own, so that nobody meets it."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import psycopg
from psycopg.types.json import Jsonb


@dataclass(frozen=True)
class Taken:
    """A job under its lease."""

    tenant: int
    id: int
    fence: int
    payload: dict[str, Any]
    attempts: int


class Queue:
    """One connection's view of the jobs of one kind."""

    def __init__(self, connection: psycopg.Connection, kind: str | None = None):
        self.connection, self.kind = connection, kind or f"k{uuid.uuid4().hex[:12]}"

    def ask(self, statement: str, values: list, tenant: int | None = None) -> list[tuple]:
        with self.connection.transaction():
            self.connection.execute("select set_config('holdfast.tenant', %s, true)", [str(tenant or "")])
            return self.connection.execute(statement, values).fetchall()

    def add(self, tenant: int, payload: dict | None = None, run_at: datetime | None = None, order: str | None = None,
            dedupe: str | None = None) -> int:  # fmt: skip
        values = [tenant, self.kind, Jsonb(payload or {}), run_at, order, dedupe]
        return self.ask("select holdfast.enqueue_job(%s, %s, %s, %s, %s, %s)", values, tenant)[0][0]

    def take(self, limit: int = 50, worker: str = "worker", lease: float = 30) -> list[Taken]:
        rows = self.ask(
            "select tenant_id, id, fence, payload, attempts from holdfast.take_jobs(%s, %s, %s, %s, array[%s])",
            [f"{self.kind}-{worker}", f"{self.kind}-{worker}", limit, lease, self.kind],
        )
        return [Taken(*row) for row in rows]

    def finish(self, *jobs: Taken) -> list[int]:
        return [row[0] for row in self.on("finish_jobs", jobs)]

    def renew(self, *jobs: Taken, lease: float = 30) -> list[int]:
        return [row[0] for row in self.on("renew_jobs", jobs, lease)]

    def release(self, *jobs: Taken) -> int:
        return self.on("release_jobs", jobs)[0][0]

    def on(self, function: str, jobs: tuple[Taken, ...], *more: Any) -> list[tuple]:
        values = [[job.tenant for job in jobs], [job.id for job in jobs], [job.fence for job in jobs], *more]
        return self.ask(f"select * from holdfast.{function}(%s::bigint[], %s::bigint[], %s::bigint[]{', %s' * len(more)})", values)

    def retry(self, job: Taken, wait: float | None = 0, attempts: int = 5, first: float = 1, longest: float = 8) -> str | None:
        values = [job.tenant, job.id, job.fence, "unreachable", wait, attempts, first, longest]
        return self.ask("select holdfast.retry_job(%s, %s, %s, %s, %s, %s, %s, %s)", values, job.tenant)[0][0]

    def bury(self, job: Taken) -> str | None:
        return self.ask("select holdfast.bury_job(%s, %s, %s, 'refused')", [job.tenant, job.id, job.fence], job.tenant)[0][0]

    def put_off(self, job: Taken, until: datetime) -> str | None:
        values = [job.tenant, job.id, job.fence, until]
        return self.ask("select holdfast.put_off_job(%s, %s, %s, %s)", values, job.tenant)[0][0]

    def free(self, worker: str) -> int:
        return self.ask("select holdfast.free_jobs(%s)", [f"{self.kind}-{worker}"])[0][0]
