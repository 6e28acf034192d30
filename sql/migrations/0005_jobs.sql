-- What happens later: the outbox of everything that leaves the house, reminders, tidying. A job is written in the
-- transaction that causes it. Ids and codes only: who a job is about stands in the tables that are about people.

create table holdfast.jobs (
    tenant_id bigint not null references holdfast.tenants (id),
    id bigint generated always as identity,
    kind text not null,
    -- Due when business time reaches it. Everything else here goes by machine time.
    run_at timestamptz not null,
    -- Jobs of one key run one after the other in the order of their ids, as far as they are due.
    order_key text,
    -- A second job of the kind under the same key isn't made, as long as the first one is remembered.
    dedupe_key text,
    payload jsonb not null default '{}',
    -- `waiting` for its time or for a worker, `running` under a lease, `resting` after a failure, or finished.
    state text not null default 'waiting',
    -- Grows each time that the job is taken: who took it before can't finish it any more.
    fence bigint not null default 0,
    lease_until timestamptz not null default '-infinity',
    -- The worker, and its connection: a lease whose connection is gone is dead.
    lease_worker text not null default '',
    lease_backend text not null default '',
    -- Failures that the job itself reported, and workers that died while they had it.
    attempts integer not null default 0,
    crashes integer not null default 0,
    rest_until timestamptz not null default '-infinity',
    -- What the last failure was, as a code.
    failure text,
    created_at timestamptz not null default clock_timestamp(),
    finished_at timestamptz,
    constraint jobs_pkey primary key (tenant_id, id),
    constraint job_state_known check (state in ('waiting', 'running', 'resting', 'done', 'dead', 'discarded')),
    constraint job_ends_once check ((state in ('done', 'dead', 'discarded')) = (finished_at is not null)),
    constraint job_is_named_by_codes check
        (kind ~ '^[a-z][a-z0-9_]{0,40}$' and order_key ~ '^[A-Za-z0-9_.:/-]{1,100}$'
         and dedupe_key ~ '^[A-Za-z0-9_.:/-]{1,200}$' and failure ~ '^[A-Za-z0-9_.:-]{1,64}$'),
    -- No blank, no @, no +: neither a name in two words, nor an address, nor a number to call.
    constraint job_payload_holds_ids_and_codes check
        (jsonb_typeof(payload) = 'object'
         and not payload @? '$.* ? (@.type() == "string" && !(@ like_regex "^[A-Za-z0-9_.:/-]{0,100}$"))'
         and not payload @? 'strict $.* ? (@.type() == "object" || @.type() == "array" && @[*].type() == "object")'
         and not payload @? 'strict $.* ? (@.type() == "array" && @[*].type() == "array")')
)
-- A queue's rows die young.
with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 2000, autovacuum_analyze_scale_factor = 0.05);

create unique index jobs_once on holdfast.jobs (tenant_id, kind, dedupe_key) where dedupe_key is not null;
create index jobs_due on holdfast.jobs (run_at, id) where state = 'waiting';
create index jobs_due_of_tenant on holdfast.jobs (tenant_id, run_at, id) where state = 'waiting';
create index jobs_in_order on holdfast.jobs (tenant_id, order_key, id)
    where order_key is not null and state in ('waiting', 'running', 'resting');
create index jobs_to_run_alone on holdfast.jobs (crashes, run_at, id) where state = 'waiting' and crashes > 0;
create index jobs_running on holdfast.jobs (lease_until) where state = 'running';
create index jobs_resting on holdfast.jobs (rest_until) where state = 'resting';
create index jobs_dead on holdfast.jobs (tenant_id, id) where state = 'dead';
create index jobs_finished on holdfast.jobs (finished_at) where state in ('done', 'discarded');

alter table holdfast.jobs enable row level security;
create policy jobs_own on holdfast.jobs
    using (tenant_id = nullif(current_setting('holdfast.tenant', true), '')::bigint);
grant select on holdfast.jobs to holdfast_app;

-- The tenant after which the next search for due jobs begins, so that all get their turn. A sequence, since it may be
-- moved by many at once without waiting, and nothing is lost where it is wrong.
create sequence holdfast.jobs_turn minvalue 0 start 0;
