-- A calendar out of reach: bookings wait for it, unless the business takes them as ever.

-- Whether a calendar of one of these resources was read last more than fifteen minutes ago, or never.
create or replace function holdfast.calendars_are_out(p_tenant bigint, p_resources bigint[]) returns boolean
language plpgsql stable as $$
begin
    return exists (select from calendar_uses u join calendars c on c.tenant_id = u.tenant_id and c.id = u.calendar_id
        where u.tenant_id = p_tenant and u.resource_id = any (p_resources)
            and coalesce(c.read_at, '-infinity') < clock_timestamp() - interval '15 minutes');
end $$;

-- Until when a booking that holds these resources waits for a calendar: like one that needs the business's word; infinity for one that
-- doesn't.
create or replace function holdfast.await_calendar_by(p_tenant bigint, p_resources bigint[], p_start timestamptz, p_now timestamptz)
returns timestamptz language plpgsql stable as $$
begin
    if not calendars_are_out(p_tenant, p_resources) or (calendar_settings_of(p_tenant)).outage = 'accept' then return 'infinity'; end if;
    return (select least(p_now + make_interval(mins => t.answer_minutes), greatest(p_start, p_now + interval '1 second'))
        from tenants t where t.id = p_tenant);
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
    where not calendars_are_out(p_tenant, claimed(p_tenant, b.id));
end $$;

-- Settles a booking that waited for its calendars: confirmed where its time is free in all of them, else declined. One that still
-- waits, or was answered meanwhile, stays as it is.
create or replace function holdfast.settle_booking(p_tenant bigint, p_booking bigint) returns boolean
language plpgsql volatile security definer
set search_path = holdfast, pg_temp set plan_cache_mode = force_generic_plan set jit = off as $$
declare
    v_resources bigint[];
begin
    perform guard_write(p_tenant);
    v_resources := claimed(p_tenant, p_booking);
    perform lock_resources(v_resources);
    perform from bookings b where b.tenant_id = p_tenant and b.id = p_booking and b.status = 'pending' and b.awaits_calendar for update;
    if not found or calendars_are_out(p_tenant, v_resources) then return false; end if;
    perform answer_booking(p_tenant, p_booking, case when exists (select from claims c
            join blocks k on k.tenant_id = c.tenant_id and k.resource_id = c.resource_id and k.span && c.span and k.source like 'calendar:%'
            where c.tenant_id = p_tenant and c.booking_id = p_booking) then 'declined' else 'confirmed' end, null, null, null, null);
    return true;
end $$;
