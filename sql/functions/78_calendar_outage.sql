-- A calendar out of reach: what becomes of bookings with those whom it serves is the business's to say.

-- Those of these resources with a calendar whose account doesn't work, or that was read last more than fifteen minutes ago, or never.
create or replace function holdfast.out_of_reach(p_tenant bigint, p_resources bigint[]) returns bigint[]
language plpgsql stable as $$
begin
    return coalesce((select array_agg(distinct u.resource_id) from calendar_uses u
        join calendars c on c.tenant_id = u.tenant_id and c.id = u.calendar_id
        join calendar_accounts a on a.tenant_id = c.tenant_id and a.id = c.account_id
        where u.tenant_id = p_tenant and u.resource_id = any (p_resources)
            and (a.state <> 'ok' or coalesce(c.read_at, '-infinity') < clock_timestamp() - interval '15 minutes')), '{}');
end $$;

-- The refusal of a business that takes no bookings with somebody whose calendar is out of reach; none where it takes them.
create or replace function holdfast.outage_refusal(p_tenant bigint) returns text
language sql stable
return (select case s.outage when 'refuse' then 'unavailable' when 'callback' then 'call_back' end
    from holdfast.calendar_settings s where s.tenant_id = p_tenant);

-- What the calendars of those whom a booking claims say of its time: `busy` where one has something there, `free` where all are known to
-- have nothing, else `unknown`. A calendar is known by its answer, or by a reading that began after the question; one that
-- was never asked, since it was chosen later, by what was read last. A block that overlaps is newer than the hold, which it would have
-- forbidden.
create or replace function holdfast.calendars_say(p_tenant bigint, p_booking bigint) returns text
language plpgsql stable as $$
declare
    v_accepts boolean;
begin
    if not exists (select from calendar_uses u where u.tenant_id = p_tenant) then return 'free'; end if;
    v_accepts := (calendar_settings_of(p_tenant)).outage = 'accept';
    return (select case when bool_or(k.verdict = 'busy') then 'busy' when bool_or(k.verdict is null) then 'unknown' else 'free' end
        from (select case
                when q.answer = 'busy' or exists (select from blocks b where b.tenant_id = p_tenant and b.resource_id = x.resource_id
                    and b.span && x.span and b.source = 'calendar:' || c.id || ':' || x.resource_id) then 'busy'
                when q.answer = 'free' or c.read_at > coalesce(q.asked_at, clock_timestamp() - interval '15 minutes') then 'free'
                when v_accepts and (q.answer = 'unknown' or u.resource_id = any (out_of_reach(p_tenant, array[u.resource_id]))) then 'free'
            end as verdict
            from claims x
            join calendar_uses u on u.tenant_id = x.tenant_id and u.resource_id = x.resource_id
            join calendars c on c.tenant_id = u.tenant_id and c.id = u.calendar_id
            left join busy_questions q on q.tenant_id = x.tenant_id and q.booking_id = x.booking_id and q.calendar_id = c.id
            where x.tenant_id = p_tenant and x.booking_id = p_booking) k);
end $$;

-- Lets a hold go whose time a calendar has something in: the refusal.
create or replace function holdfast.leave_to_calendar(p_tenant bigint, p_hold bigint, p_now timestamptz) returns holdfast.outcome
language plpgsql as $$
begin
    perform close_booking(p_tenant, p_hold, 'released', null, p_now);
    return refusal('slot_taken', 'calendar_busy');
end $$;

-- Until when a booking waits for a calendar that doesn't say yet: like one that needs the business's word; infinity for one that doesn't.
create or replace function holdfast.await_calendar_by(p_tenant bigint, p_say text, p_start timestamptz, p_now timestamptz)
returns timestamptz language plpgsql stable as $$
begin
    if p_say <> 'unknown' then return 'infinity'; end if;
    return (select least(p_now + make_interval(mins => t.answer_minutes), greatest(p_start, p_now + interval '1 second'))
        from tenants t where t.id = p_tenant);
end $$;

-- Whether a booking waits for a calendar that can be asked.
create or replace function holdfast.waits_for_seconds(p_tenant bigint, p_booking bigint) returns boolean
language plpgsql stable as $$
begin
    return exists (select from bookings b where b.tenant_id = p_tenant and b.id = p_booking and b.status = 'pending' and b.awaits_calendar)
        and out_of_reach(p_tenant, claimed(p_tenant, p_booking)) = '{}';
end $$;

-- Has the bookings settled that waited for a calendar which has been read.
create or replace function holdfast.settle_soon(p_tenant bigint, p_calendar bigint) returns void
language plpgsql as $$
begin
    perform enqueue_job(p_tenant, 'settle_booking', jsonb_build_object('booking', b.id))
    from (select distinct b.id from calendar_uses u
        join claims c on c.tenant_id = u.tenant_id and c.resource_id = u.resource_id
        join bookings b on b.tenant_id = c.tenant_id and b.id = c.booking_id
        where u.tenant_id = p_tenant and u.calendar_id = p_calendar and b.status = 'pending' and b.awaits_calendar) b
    where calendars_say(p_tenant, b.id) <> 'unknown';
end $$;

-- Settles a booking that waited for its calendars: confirmed where its time is free in all of them, else declined. One that still
-- waits, or was answered meanwhile, stays as it is.
create or replace function holdfast.settle_booking(p_tenant bigint, p_booking bigint) returns boolean
language plpgsql volatile security definer
set search_path = holdfast, pg_temp set plan_cache_mode = force_generic_plan set jit = off as $$
declare
    v_say text;
begin
    perform guard_write(p_tenant);
    perform lock_resources(claimed(p_tenant, p_booking));
    perform from bookings b where b.tenant_id = p_tenant and b.id = p_booking and b.status = 'pending' and b.awaits_calendar for update;
    if not found then return false; end if;
    v_say := calendars_say(p_tenant, p_booking);
    if v_say = 'unknown' then return false; end if;
    perform answer_booking(p_tenant, p_booking, case v_say when 'busy' then 'declined' else 'confirmed' end, null, null, null, null);
    delete from busy_questions q where q.tenant_id = p_tenant and q.booking_id = p_booking;
    return true;
end $$;
