-- What the house does by itself: requests lapse at their time, holds that ran out are tidied, what was kept for a while
-- is forgotten.

-- Ends those bookings that have run out; one that was answered or moved meanwhile stays as it is. Gives how many ended.
create or replace function holdfast.lapse_bookings(p_tenant bigint, p_bookings bigint[]) returns integer
language plpgsql security definer set search_path = holdfast, pg_temp set plan_cache_mode = force_generic_plan set jit = off as $$
begin
    perform guard_write(p_tenant);
    perform lock_resources(claimed(p_tenant, variadic p_bookings));
    return expire(p_tenant, p_bookings, holdfast.now());
end $$;

-- Writes the job that lapses a pending booking when its answer is due; nothing for one that waits for no answer. The
-- caller holds the booking's row.
create or replace function holdfast.enqueue_lapse(p_tenant bigint, p_booking bigint, p_version integer, p_answer_by timestamptz)
returns void language plpgsql as $$
begin
    if p_answer_by = 'infinity' then return; end if;
    perform enqueue_job(p_tenant, 'lapse_booking', jsonb_build_object('booking', p_booking), p_answer_by,
        'booking:' || p_booking, 'booking:' || p_booking || ':' || p_version);
end $$;

-- Writes a job of upkeep for a tenant: one at a time, and one a minute at most.
create or replace function holdfast.enqueue_upkeep_of(p_tenant bigint, p_kind text) returns integer
language plpgsql as $$
declare
    v_made integer;
begin
    if exists (select from jobs j where j.tenant_id = p_tenant and j.order_key = p_kind
            and j.state in ('waiting', 'running', 'resting')) then
        return 0;
    end if;
    insert into jobs (tenant_id, kind, run_at, order_key, dedupe_key)
    values (p_tenant, p_kind, holdfast.now(), p_kind, 'minute:' || floor(extract(epoch from clock_timestamp()) / 60))
    on conflict (tenant_id, kind, dedupe_key) where dedupe_key is not null do nothing;
    get diagnostics v_made = row_count;
    return v_made;
end $$;

-- Writes the jobs of upkeep that are called for, over all tenants, and gives their number. Harmless at any moment and
-- however many do it at once.
create or replace function holdfast.enqueue_upkeep() returns integer
language plpgsql volatile security definer
set search_path = holdfast, pg_temp set plan_cache_mode = force_generic_plan set jit = off as $$
declare
    v_tenant bigint;
    v_now timestamptz := holdfast.now();
    v_made integer := 0;
begin
    for v_tenant in select t.id from tenants t where exists (select from bookings b where b.tenant_id = t.id
            and b.status in ('held', 'pending') and b.expires_at <= v_now) order by t.id loop
        v_made := v_made + enqueue_upkeep_of(v_tenant, 'tidy_holds');
    end loop;
    for v_tenant in select distinct r.tenant_id from receipts r where r.created_at < now() - interval '24 hours' order by 1 loop
        v_made := v_made + enqueue_upkeep_of(v_tenant, 'forget_receipts');
    end loop;
    for v_tenant in select distinct u.tenant_id from calendar_uses u order by 1 loop
        v_made := v_made + read_due_calendars(v_tenant);
    end loop;
    for v_tenant in select u.tenant_id from calendar_uses u union select h.tenant_id from calendar_channels h order by 1 loop
        v_made := v_made + watch_due_calendars(v_tenant);
    end loop;
    return v_made;
end $$;

-- Forgets jobs that were finished a week ago, up to p_limit of them; dead letters stay until somebody decides.
create or replace function holdfast.forget_jobs(p_limit integer) returns bigint
language plpgsql volatile security definer set search_path = holdfast, pg_temp set enable_seqscan = off as $$
declare
    v_gone bigint;
begin
    delete from jobs where (tenant_id, id) in (select j.tenant_id, j.id from jobs j
        where j.state in ('done', 'discarded') and j.finished_at < clock_timestamp() - interval '7 days'
        order by j.finished_at limit p_limit for update skip locked);
    get diagnostics v_gone = row_count;
    return v_gone;
end $$;

-- How the jobs stand, kind by kind, over all tenants: numbers only. A wait is counted from when a job was due and there.
create or replace function holdfast.jobs_overview()
returns table (kind text, due bigint, running bigint, resting bigint, later bigint, dead bigint, oldest_seconds double precision)
language plpgsql stable security definer rows 20
set search_path = holdfast, pg_temp set plan_cache_mode = force_generic_plan set jit = off as $$
#variable_conflict use_column
declare
    v_now timestamptz := holdfast.now();
begin
    return query select j.kind, count(*) filter (where j.state = 'waiting' and j.run_at <= v_now),
        count(*) filter (where j.state = 'running'), count(*) filter (where j.state = 'resting'),
        count(*) filter (where j.state = 'waiting' and j.run_at > v_now), count(*) filter (where j.state = 'dead'),
        coalesce(extract(epoch from max(least(clock_timestamp() - j.created_at, v_now - j.run_at))
            filter (where j.state = 'waiting' and j.run_at <= v_now)), 0)::double precision
    from jobs j where j.state in ('waiting', 'running', 'resting', 'dead') group by j.kind order by j.kind;
end $$;
