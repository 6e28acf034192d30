-- What the house thinks stands in the calendars, for whoever compares. Nothing is changed here.

-- The calendars of accounts that work which serve somebody, or in which something of ours stands. All that can be booked is compared, and
-- two days less than a reading brings. `reads` changes with each reading; `on_the_way` where one is about to be.
create or replace function holdfast.calendars_to_check(p_tenant bigint)
returns table (calendar_id bigint, account_id bigint, remote_id text, is_used boolean, from_at timestamptz, until_at timestamptz,
    reads text, unread_seconds double precision, on_the_way boolean)
language plpgsql stable security definer rows 10 set search_path = holdfast, pg_temp as $$
#variable_conflict use_column
begin
    perform guard(p_tenant);
    return query select c.id, c.account_id, c.remote_id, u.is_used, holdfast.now(), holdfast.now() + interval '5 days' + make_interval(days =>
            (select coalesce(max(s.maximum_horizon_days), 90) from services s where s.tenant_id = p_tenant)),
        concat(c.read_round, ' ', c.read_at), coalesce(extract(epoch from clock_timestamp() - c.read_at), 0)::double precision,
        exists (select from jobs j where j.tenant_id = p_tenant and j.order_key = 'calendar:' || c.id
            and j.state in ('waiting', 'running', 'resting'))
    from calendars c join calendar_accounts a on a.tenant_id = c.tenant_id and a.id = c.account_id
    cross join lateral (select exists (select from calendar_uses u where u.tenant_id = p_tenant and u.calendar_id = c.id) as is_used) u
    where c.tenant_id = p_tenant and a.state = 'ok' and (u.is_used
        or exists (select from calendar_entries e where e.tenant_id = p_tenant and e.calendar_id = c.id and e.state <> 'gone'))
    order by c.id;
end $$;

-- The accounts with calendars that serve somebody which can't be compared, since their owner has to connect them again.
create or replace function holdfast.accounts_not_checked(p_tenant bigint) returns setof bigint
language plpgsql stable security definer rows 3 set search_path = holdfast, pg_temp as $$
begin
    perform guard(p_tenant);
    return query select a.id from calendar_accounts a where a.tenant_id = p_tenant and a.state in ('partial', 'broken')
        and exists (select from calendars c join calendar_uses u on u.tenant_id = c.tenant_id and u.calendar_id = c.id
            where c.tenant_id = p_tenant and c.account_id = a.id) order by a.id;
end $$;

-- The bookings that want an event in a calendar or have a row for one there. `is_over` where its time is: such an event is left alone.
create or replace function holdfast.entries_to_check(p_tenant bigint, p_calendar bigint)
returns table (booking_id bigint, is_wanted boolean, is_over boolean, version integer, is_pending boolean, start_at timestamptz,
    end_at timestamptz, event_id text, entry_state text, entry_version integer, on_the_way boolean)
language plpgsql stable security definer rows 200 set search_path = holdfast, pg_temp as $$
#variable_conflict use_column
declare
    v_now timestamptz := holdfast.now();
begin
    perform guard(p_tenant);
    return query select b.id, b.end_at > v_now and p_calendar = any (calendars_wanted(p_tenant, b.id)),
        b.status in ('pending', 'confirmed') and b.end_at <= v_now, b.version, b.status = 'pending', b.start_at, b.end_at, e.event_id, e.state,
        e.version, exists (select from jobs j where j.tenant_id = p_tenant and j.order_key = 'entry:' || b.id
            and j.state in ('waiting', 'running', 'resting'))
    from bookings b left join calendar_entries e on e.tenant_id = b.tenant_id and e.booking_id = b.id and e.calendar_id = p_calendar
    where b.tenant_id = p_tenant and (e.booking_id is not null or exists (select from claims c
            join calendar_uses u on u.tenant_id = c.tenant_id and u.resource_id = c.resource_id and u.calendar_id = p_calendar and u.is_written
            where c.tenant_id = p_tenant and c.booking_id = b.id and b.status in ('pending', 'confirmed') and b.end_at > v_now))
    order by b.id;
end $$;

-- What was read of a calendar and takes time between two instants, and what it blocks: whether those whom the calendar serves are blocked
-- as it says, and nobody else is by it. An event that only a block knows has no time. Our own events take nobody's time here.
create or replace function holdfast.events_to_check(p_tenant bigint, p_calendar bigint, p_from timestamptz, p_until timestamptz)
returns table (event_id text, start_at timestamptz, end_at timestamptz, first_day date, end_day date, is_busy boolean, is_tentative boolean,
    is_blocked_right boolean)
language plpgsql stable security definer rows 500 set search_path = holdfast, pg_temp as $$
#variable_conflict use_column
declare
    v_zone text := (select t.zone from tenants t where t.id = p_tenant);
    v_tentative boolean := (calendar_settings_of(p_tenant)).tentative_blocks;
begin
    perform guard(p_tenant);
    return query with known as (
        select e.*, coalesce(e.span, tstzrange(day_start(lower(e.days), v_zone), day_start(upper(e.days), v_zone))) as time,
            e.is_busy and (v_tentative or not e.is_tentative) and not exists (select from calendar_entries o
                where o.tenant_id = p_tenant and o.calendar_id = p_calendar and o.event_id = e.event_id) as blocks
        from calendar_events e where e.tenant_id = p_tenant and e.calendar_id = p_calendar
    ), wanted as (
        select s.source, k.event_id, k.time from known k cross join calendar_blockings(p_tenant, p_calendar) s where s.serves and k.blocks
    ), standing as (
        select b.source, b.source_id, b.span from calendar_blockings(p_tenant, p_calendar) s
        join blocks b on b.tenant_id = p_tenant and b.source = s.source
    ), wrong as (
        select distinct coalesce(s.source_id, w.event_id) as id from standing s
        full join wanted w on w.source = s.source and w.event_id = s.source_id where s.span is distinct from w.time
    )
    select coalesce(k.event_id, w.id), lower(k.span), upper(k.span), lower(k.days), upper(k.days), coalesce(k.is_busy, false),
        coalesce(k.is_tentative, false), w.id is null
    from known k full join wrong w on w.id = k.event_id
    where k.time && tstzrange(p_from, p_until) or w.id is not null
    order by 1;
end $$;
