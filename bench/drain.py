"""How fast the jobs pool empties the outbox, beside pgbench that does the same to rows of its own."""

from dataclasses import dataclass

from house import House
from stack import until
from table import spread

# In each batch that pgbench takes; also what a worker starts with.
BATCH = 50
# A request that lapses. Its booking is none, so that neither side writes anything but the jobs themselves.
ENQUEUE = """
    insert into jobs (tenant_id, kind, run_at, payload)
    select %(tenant)s, %(kind)s, holdfast.now(), '{"booking": 0}' from generate_series(1, %(count)s)
"""
LEFT = "select count(*)::int from jobs where tenant_id = %(tenant)s and kind = %(kind)s and state <> 'done'"
# From the first that was marked as done to the last: how long a sleeping pool takes to wake up is not the question.
PACE = """
    select count(*) / greatest(extract(epoch from max(finished_at) - min(finished_at)), 0.001)::float8
    from jobs where tenant_id = %(tenant)s and kind = %(kind)s
"""
FORGET = "delete from jobs where tenant_id = %(tenant)s and kind = %(kind)s"
# What a worker asks of the database for a batch, in one statement and one transaction.
DRAIN = f"""
begin;
select set_config('holdfast.tenant', '{{tenant}}', true);
with taken as materialized (select t.* from holdfast.take_jobs('pgbench', 'pgbench', {BATCH}, 60, array['{{kind}}']) t),
    lapsed as materialized (select t.*, holdfast.lapse_bookings(t.tenant_id, array[(t.payload ->> 'booking')::bigint]) from taken t)
select count(*) from (select array_agg(l.tenant_id) as tenants, array_agg(l.id) as ids, array_agg(l.fence) as fences from lapsed l) a,
    holdfast.finish_jobs(a.tenants, a.ids, a.fences);
commit;
"""


@dataclass
class Outbox:
    """Jobs of one kind; `lapse_bench` is one that no worker knows."""

    house: House
    kind: str
    count: int

    def ask(self, statement: str) -> float | None:
        values = {"tenant": self.house.world.tenant, "kind": self.kind, "count": self.count}
        with self.house.stack.database() as database:
            done = database.execute(statement, values)
            return done.fetchone()[0] if done.description else None

    def fill(self) -> None:
        self.ask(FORGET)
        self.ask(ENQUEUE)

    def pace(self) -> float:
        """Jobs a second, once all are done."""
        until(lambda: self.ask(LEFT) == 0, 60, f"all jobs of kind {self.kind} are done")
        rate = self.ask(PACE)
        self.ask(FORGET)
        assert rate
        return rate


def drain(house: House) -> None:
    workers = len(house.stack.workers_of("jobs"))
    assert workers, "no jobs pool runs"
    count = 2_000 if house.quick else 5_000
    turns = house.turns(
        {
            "ours": lambda: by_workers(Outbox(house, "lapse_booking", count)),
            "pgbench": lambda: by_pgbench(Outbox(house, "lapse_bench", count), workers),
        }
    )
    ratio = turns.ratio("ours", "pgbench")
    what = f"outbox drain, {workers} workers, {count:,} jobs"
    ours, beside = spread(turns.values("ours")), f"pgbench, {BATCH} in one statement, {spread(turns.values('pgbench'))}"
    house.table.add("", what, ours, beside, f"{ratio:.2f}", "≥ 0.5", met=ratio >= 0.5, note=turns.note)


def by_workers(outbox: Outbox) -> float:
    outbox.fill()
    return outbox.pace()


def by_pgbench(outbox: Outbox, clients: int) -> float:
    outbox.fill()
    script = DRAIN.format(tenant=outbox.house.world.tenant, kind=outbox.kind)
    outbox.house.pgbench.run(script, clients, 0, {}, transactions=-(-outbox.count // BATCH // clients) + 1)
    return outbox.pace()
