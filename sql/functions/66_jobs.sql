-- Jobs: written by whoever causes them, taken under a lease and a fence, finished or failed. Whoever dies on the way
-- loses nothing: a job that isn't finished is taken again, under the same id.

-- Writes a job in the caller's transaction and gives its id; the first one's where the dedupe key is known already. Who
-- names an order key holds the lock of what the key stands for, so that ids follow the order of the commits.
create or replace function holdfast.enqueue_job(
    p_tenant bigint, p_kind text, p_payload jsonb default '{}', p_run_at timestamptz default null,
    p_order_key text default null, p_dedupe_key text default null)
returns bigint language plpgsql security definer
set search_path = holdfast, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
    v_id bigint;
begin
    perform guard_write(p_tenant);
    insert into jobs (tenant_id, kind, payload, run_at, order_key, dedupe_key)
    values (p_tenant, p_kind, p_payload, coalesce(p_run_at, holdfast.now()), p_order_key, p_dedupe_key)
    on conflict (tenant_id, kind, dedupe_key) where dedupe_key is not null do nothing
    returning id into v_id;
    return coalesce(v_id, (select j.id from jobs j
        where j.tenant_id = p_tenant and j.kind = p_kind and j.dedupe_key = p_dedupe_key));
end $$;

-- Whether an earlier job of the same key stands before this one: it is due and not finished. One that was put off to a
-- later time lets others pass, and so does a dead letter.
create or replace function holdfast.job_must_wait(p_tenant bigint, p_key text, p_id bigint, p_now timestamptz) returns boolean
language plpgsql stable as $$
begin
    return exists (select from jobs e where e.tenant_id = p_tenant and e.order_key = p_key and e.id < p_id
        and e.state in ('waiting', 'running', 'resting') and e.run_at <= p_now);
end $$;

-- Gives back what dead workers held: to be taken at once, but alone, so that a job which kills its worker is told from
-- those that were beside it. From the second worker on it rests a while, and after five it is a dead letter.
create or replace function holdfast.give_back_jobs(p_tenants bigint[], p_ids bigint[]) returns bigint
language plpgsql as $$
declare
    v_count bigint;
begin
    update jobs j set crashes = j.crashes + 1, failure = 'worker_died',
        lease_until = '-infinity', lease_worker = '', lease_backend = '',
        state = case when j.crashes >= 4 then 'dead' when j.crashes >= 1 then 'resting' else 'waiting' end,
        finished_at = case when j.crashes >= 4 then clock_timestamp() end,
        rest_until = clock_timestamp() + make_interval(secs => j.crashes * (0.5 + random()))
    from unnest(p_tenants, p_ids) f (tenant, id)
    where j.tenant_id = f.tenant and j.id = f.id and j.state = 'running';
    get diagnostics v_count = row_count;
    return v_count;
end $$;

-- Frees the jobs of a worker that is known to be gone.
create or replace function holdfast.free_jobs(p_worker text) returns bigint
language plpgsql volatile security definer set search_path = holdfast, pg_temp set enable_seqscan = off as $$
begin
    return (select give_back_jobs(array_agg(d.tenant_id), array_agg(d.id)) from (select j.tenant_id, j.id from jobs j
        where j.state = 'running' and j.lease_worker = p_worker for update skip locked) d);
end $$;

-- Frees the jobs of workers whose connection isn't among the living; for a start after everything had died.
create or replace function holdfast.free_jobs_of_the_dead(p_live text[]) returns bigint
language plpgsql volatile security definer set search_path = holdfast, pg_temp set enable_seqscan = off as $$
begin
    return (select give_back_jobs(array_agg(d.tenant_id), array_agg(d.id)) from (select j.tenant_id, j.id from jobs j
        where j.state = 'running' and j.lease_backend <> all (p_live) for update skip locked) d);
end $$;

-- Leases that ran out, and rests that are over.
create or replace function holdfast.wake_jobs() returns void
language plpgsql as $$
begin
    if exists (select from jobs where state = 'running' and lease_until <= clock_timestamp()) then
        perform give_back_jobs(array_agg(d.tenant_id), array_agg(d.id)) from (select j.tenant_id, j.id from jobs j
            where j.state = 'running' and j.lease_until <= clock_timestamp() limit 1000 for update skip locked) d;
    end if;
    if exists (select from jobs where state = 'resting' and rest_until <= clock_timestamp()) then
        update jobs set state = 'waiting'
        where (tenant_id, id) in (select r.tenant_id, r.id from jobs r
                where r.state = 'resting' and r.rest_until <= clock_timestamp() order by r.rest_until limit 1000 for update skip locked)
            and state = 'resting';
    end if;
end $$;

-- One due job that a worker died with, locked.
create or replace function holdfast.lone_job(p_kinds text[], p_now timestamptz)
returns table (tenant bigint, job bigint) language plpgsql rows 1 as $$
begin
    return query select j.tenant_id, j.id from jobs j
    where j.state = 'waiting' and j.crashes > 0 and j.run_at <= p_now and j.kind = any (p_kinds)
        and (j.order_key is null or not job_must_wait(j.tenant_id, j.order_key, j.id, p_now))
    order by j.crashes, j.run_at, j.id limit 1 for update skip locked;
end $$;

-- The oldest due jobs that nobody has, locked, but those that the caller knows.
create or replace function holdfast.oldest_jobs(p_limit integer, p_kinds text[], p_now timestamptz, p_but bigint[])
returns table (tenant bigint, job bigint) language plpgsql rows 50 as $$
begin
    return query select j.tenant_id, j.id from jobs j
    where j.state = 'waiting' and j.crashes = 0 and j.run_at <= p_now and j.kind = any (p_kinds) and j.id <> all (p_but)
        and (j.order_key is null or not job_must_wait(j.tenant_id, j.order_key, j.id, p_now))
    order by j.run_at, j.id limit p_limit for update skip locked;
end $$;

-- Tenants with due jobs, from the one after jobs_turn on: p_limit of them, and at most 200 tenants are looked at.
create or replace function holdfast.tenants_in_turn(p_limit integer, p_kinds text[], p_now timestamptz) returns bigint[]
language plpgsql as $$
declare
    v_first bigint := (select last_value from jobs_turn);
    v_last bigint := 9223372036854775807;
    v_tenant bigint := v_first;
    v_next bigint;
    v_found bigint[] := '{}';
begin
    for looked in 1..200 loop
        select j.tenant_id into v_next from jobs j
        where j.state = 'waiting' and j.tenant_id > v_tenant and j.tenant_id <= v_last order by j.tenant_id limit 1;
        exit when v_next is null and v_last = v_first;
        -- Past the last tenant it goes on with the first.
        if v_next is null then v_last := v_first; end if;
        v_tenant := coalesce(v_next, 0);
        if exists (select from jobs j where j.tenant_id = v_tenant and j.state = 'waiting' and j.run_at <= p_now
                and j.kind = any (p_kinds)) then
            v_found := v_found || v_tenant;
        end if;
        exit when cardinality(v_found) >= p_limit;
    end loop;
    perform setval('jobs_turn', v_tenant);
    return v_found;
end $$;

-- Due jobs of several tenants, each tenant's oldest, locked; every call begins where the one before ended.
create or replace function holdfast.jobs_in_turn(p_limit integer, p_kinds text[], p_now timestamptz)
returns table (tenant bigint, job bigint) language plpgsql rows 50 as $$
declare
    v_tenants bigint[] := tenants_in_turn(p_limit, p_kinds, p_now);
    v_each integer := ceil(p_limit::float8 / greatest(cardinality(v_tenants), 1));
begin
    return query select t.t, l.id from unnest(v_tenants) t (t), lateral (select j.id from jobs j
        where j.tenant_id = t.t and j.state = 'waiting' and j.crashes = 0 and j.run_at <= p_now and j.kind = any (p_kinds)
            and (j.order_key is null or not job_must_wait(j.tenant_id, j.order_key, j.id, p_now))
        order by j.run_at, j.id limit v_each for update skip locked) l
    limit p_limit;
end $$;

-- Which jobs to take now. One that a worker died with comes first and alone. Where more is due than is asked for, tenants
-- take turns, and what room they leave is filled with the oldest.
create or replace function holdfast.choose_jobs(p_limit integer, p_kinds text[])
returns table (tenant bigint, job bigint) language plpgsql rows 50 as $$
declare
    v_now timestamptz := holdfast.now();
    v_chosen bigint[] := '{}';
begin
    return query select o.tenant, o.job from lone_job(p_kinds, v_now) o;
    if found then return; end if;
    if (select count(*) from (select from jobs j where j.state = 'waiting' and j.run_at <= v_now and j.kind = any (p_kinds)
            limit p_limit + 1) d) > p_limit then
        for tenant, job in select o.tenant, o.job from jobs_in_turn(p_limit, p_kinds, v_now) o loop
            v_chosen := v_chosen || job;
            return next;
        end loop;
    end if;
    if cardinality(v_chosen) < p_limit then
        return query select o.tenant, o.job from oldest_jobs(p_limit - cardinality(v_chosen), p_kinds, v_now, v_chosen) o;
    end if;
end $$;

-- Takes up to p_limit due jobs of these kinds for a worker. Two of one order key are never taken at once.
create or replace function holdfast.take_jobs(
    p_worker text, p_backend text, p_limit integer, p_lease_seconds double precision, p_kinds text[])
returns table (tenant_id bigint, id bigint, fence bigint, kind text, payload jsonb, attempts integer, late_seconds double precision)
language plpgsql volatile security definer rows 50
set search_path = holdfast, pg_temp set plan_cache_mode = force_generic_plan set jit = off
set enable_seqscan = off set enable_bitmapscan = off set enable_mergejoin = off set enable_hashjoin = off as $$
#variable_conflict use_column
declare
    v_now timestamptz := holdfast.now();
begin
    perform wake_jobs();
    return query
    update jobs j set state = 'running', fence = j.fence + 1, lease_worker = p_worker, lease_backend = p_backend,
        lease_until = clock_timestamp() + make_interval(secs => p_lease_seconds)
    from choose_jobs(p_limit, p_kinds) c
    where j.tenant_id = c.tenant and j.id = c.job
    returning j.tenant_id, j.id, j.fence, j.kind, j.payload, j.attempts, extract(epoch from v_now - j.run_at)::double precision;
end $$;

-- Marks jobs as done and gives those that were the caller's: nobody has taken them since, even if the lease ran out.
create or replace function holdfast.finish_jobs(p_tenants bigint[], p_ids bigint[], p_fences bigint[]) returns setof bigint
language plpgsql volatile security definer rows 50
set search_path = holdfast, pg_temp set plan_cache_mode = force_generic_plan set jit = off
set enable_seqscan = off set enable_mergejoin = off set enable_hashjoin = off as $$
begin
    return query update jobs j set state = 'done', finished_at = clock_timestamp(), failure = null,
        lease_until = '-infinity', lease_worker = '', lease_backend = ''
    from unnest(p_tenants, p_ids, p_fences) f (tenant, id, fence)
    where j.tenant_id = f.tenant and j.id = f.id and j.fence = f.fence and j.state in ('running', 'waiting', 'resting')
    returning j.id;
end $$;

-- Longer leases for jobs that their worker still has; gives the ids of those that are still its own.
create or replace function holdfast.renew_jobs(
    p_tenants bigint[], p_ids bigint[], p_fences bigint[], p_lease_seconds double precision)
returns setof bigint language plpgsql volatile security definer
set search_path = holdfast, pg_temp set plan_cache_mode = force_generic_plan set jit = off set enable_seqscan = off
set enable_mergejoin = off set enable_hashjoin = off as $$
begin
    return query update jobs j set lease_until = clock_timestamp() + make_interval(secs => p_lease_seconds)
    from unnest(p_tenants, p_ids, p_fences) f (tenant, id, fence)
    where j.tenant_id = f.tenant and j.id = f.id and j.fence = f.fence and j.state = 'running'
    returning j.id;
end $$;

-- Gives back jobs that were taken and not begun.
create or replace function holdfast.release_jobs(p_tenants bigint[], p_ids bigint[], p_fences bigint[]) returns bigint
language plpgsql volatile security definer
set search_path = holdfast, pg_temp set plan_cache_mode = force_generic_plan set jit = off set enable_seqscan = off as $$
declare
    v_count bigint;
begin
    update jobs j set state = 'waiting', lease_until = '-infinity', lease_worker = '', lease_backend = ''
    from unnest(p_tenants, p_ids, p_fences) f (tenant, id, fence)
    where j.tenant_id = f.tenant and j.id = f.id and j.fence = f.fence and j.state = 'running';
    get diagnostics v_count = row_count;
    return v_count;
end $$;

-- A job that couldn't be done now. It rests for p_wait_seconds, or where none are given for p_first_seconds doubled with
-- each attempt up to p_longest_seconds, shortened by up to half so that many don't come back together; after p_attempts
-- it is a dead letter. Gives the new state, or none where the job wasn't the caller's any more.
create or replace function holdfast.retry_job(
    p_tenant bigint, p_id bigint, p_fence bigint, p_failure text, p_wait_seconds double precision,
    p_attempts integer, p_first_seconds double precision, p_longest_seconds double precision)
returns text language plpgsql volatile security definer
set search_path = holdfast, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
    v_state text;
begin
    perform guard_write(p_tenant);
    update jobs j set attempts = j.attempts + 1, failure = p_failure, lease_until = '-infinity', lease_worker = '', lease_backend = '',
        state = case when j.attempts + 1 >= p_attempts then 'dead' else 'resting' end,
        finished_at = case when j.attempts + 1 >= p_attempts then clock_timestamp() end,
        rest_until = clock_timestamp() + make_interval(secs => coalesce(p_wait_seconds,
            least(p_longest_seconds, p_first_seconds * power(2, least(j.attempts, 40))) * (0.5 + random() / 2)))
    where j.tenant_id = p_tenant and j.id = p_id and j.fence = p_fence and j.state = 'running'
    returning j.state into v_state;
    return v_state;
end $$;

-- A job that can never be done: a dead letter.
create or replace function holdfast.bury_job(p_tenant bigint, p_id bigint, p_fence bigint, p_failure text) returns text
language plpgsql volatile security definer set search_path = holdfast, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
    return retry_job(p_tenant, p_id, p_fence, p_failure, 0, 0, 0, 0);
end $$;

-- A job whose time is another one after all: not before p_run_at of business time, and a second of machine time. It gives
-- up its place in its order, and it isn't a failure.
create or replace function holdfast.put_off_job(p_tenant bigint, p_id bigint, p_fence bigint, p_run_at timestamptz) returns text
language plpgsql volatile security definer set search_path = holdfast, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
    v_state text;
begin
    perform guard_write(p_tenant);
    update jobs j set state = 'resting', run_at = p_run_at, rest_until = clock_timestamp() + interval '1 second',
        lease_until = '-infinity', lease_worker = '', lease_backend = ''
    where j.tenant_id = p_tenant and j.id = p_id and j.fence = p_fence and j.state = 'running'
    returning j.state into v_state;
    return v_state;
end $$;
