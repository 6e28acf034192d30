-- Reading in: what stands in a calendar becomes blocks of those whom it serves. A reading is begun, keeps page after page, and is
-- finished, each a transaction; one that died is begun anew, and a later one makes an earlier one's pages count for nothing.

-- Has a calendar read soon, once at a time. Called for every tenant by the house itself.
create or replace function holdfast.read_soon(p_tenant bigint, p_calendar bigint) returns integer
language plpgsql as $$
begin
    if exists (select from jobs j where j.tenant_id = p_tenant and j.order_key = 'calendar:' || p_calendar and j.state in ('waiting', 'resting')) then
        return 0;
    end if;
    insert into jobs (tenant_id, kind, payload, run_at, order_key)
    values (p_tenant, 'read_calendar', jsonb_build_object('calendar', p_calendar), holdfast.now(), 'calendar:' || p_calendar);
    return 1;
end $$;

-- Has a tenant's calendars read that were not for a minute of the machine's time, or for five where the provider tells of changes: it
-- may forget to, and longer than that nobody is to trust it.
create or replace function holdfast.read_due_calendars(p_tenant bigint) returns integer
language plpgsql as $$
begin
    return coalesce((select sum(read_soon(p_tenant, c.id)) from calendars c
        join calendar_accounts a on a.tenant_id = c.tenant_id and a.id = c.account_id
        where c.tenant_id = p_tenant and a.state = 'ok' and coalesce(c.read_at, '-infinity')
                < clock_timestamp() - case when is_watched(p_tenant, c.id) then interval '5 minutes' else interval '1 minute' end
            and exists (select from calendar_uses u where u.tenant_id = p_tenant and u.calendar_id = c.id)), 0);
end $$;

-- Tells the owner of a calendar that hasn't been read for a quarter of an hour although it was tried, once until it is.
create or replace function holdfast.tell_of_outage(p_tenant bigint, p_calendar bigint) returns void
language plpgsql as $$
declare
    v_calendar calendars;
    v_once text;
    v_body text;
begin
    select * into v_calendar from calendars c where c.tenant_id = p_tenant and c.id = p_calendar
        and c.read_at < clock_timestamp() - interval '15 minutes' and c.begun_at > c.read_at;
    v_once := 'unread:' || v_calendar.id || ':' || extract(epoch from v_calendar.read_at);
    if v_once is null or exists (select from messages m where m.tenant_id = p_tenant and m.once = v_once) then return; end if;
    v_body := 'Holdfast can''t read the calendar “' || v_calendar.name || '”, for a quarter of an hour by now. Until it can, bookings go as you '
        || 'chose on the page Calendar. Look there whether it is still the right one.';
    perform tell_owner('calendar', v_body, v_once);
    perform text_owner(null, v_body);
end $$;

-- Begins a reading: the whole (no token) once a day, so that what a series brings later comes into sight, else what changed. No row
-- where the calendar serves nobody, or its account doesn't work. The whole is all that can be booked, and a day behind.
create or replace function holdfast.begin_calendar_read(p_tenant bigint, p_calendar bigint)
returns table (calendar_id bigint, account_id bigint, slug text, remote_id text, round bigint, sync_token text, from_at timestamptz, until_at timestamptz)
language plpgsql volatile security definer rows 1 set search_path = holdfast, pg_temp as $$
#variable_conflict use_column
begin
    perform guard_write(p_tenant);
    perform tell_of_outage(p_tenant, p_calendar);
    return query update calendars c set read_round = c.read_round + 1, begun_at = clock_timestamp()
    from calendar_accounts a
    where c.tenant_id = p_tenant and c.id = p_calendar and a.tenant_id = c.tenant_id and a.id = c.account_id and a.state = 'ok'
        and exists (select from calendar_uses u where u.tenant_id = p_tenant and u.calendar_id = p_calendar)
    returning c.id, c.account_id, (select t.slug from tenants t where t.id = p_tenant), c.remote_id, c.read_round,
        case when c.whole_at > clock_timestamp() - interval '1 day' * (0.75 + (c.id % 100) / 200.0) then c.sync_token end,
        holdfast.now() - interval '1 day',
        holdfast.now() + interval '8 days' + make_interval(days => (select coalesce(max(s.maximum_horizon_days), 90) from services s
            where s.tenant_id = p_tenant));
end $$;

-- The provider doesn't know the token any more: the next reading is of the whole.
create or replace function holdfast.drop_sync_token(p_tenant bigint, p_calendar bigint) returns boolean
language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
begin
    perform guard_write(p_tenant);
    update calendars c set sync_token = null where c.tenant_id = p_tenant and c.id = p_calendar;
    return found;
end $$;

-- Keeps a page; false where a later reading has begun. An event without a time is gone. No id comes twice.
create or replace function holdfast.keep_calendar_events(
    p_tenant bigint, p_calendar bigint, p_round bigint, p_ids text[], p_starts timestamptz[], p_ends timestamptz[], p_first_days date[],
    p_end_days date[], p_busy boolean[], p_tentative boolean[], p_etags text[])
returns boolean language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
begin
    perform guard_write(p_tenant);
    perform from calendars c where c.tenant_id = p_tenant and c.id = p_calendar and c.read_round = p_round for no key update;
    if not found then return false; end if;
    delete from calendar_events e using unnest(p_ids) u (id) where e.tenant_id = p_tenant and e.calendar_id = p_calendar and e.event_id = u.id;
    insert into calendar_events (tenant_id, calendar_id, event_id, span, days, is_busy, is_tentative, etag, read_round)
    select p_tenant, p_calendar, n.id, case when n.first_day is null then tstzrange(n.start_at, n.end_at) end,
        case when n.first_day is not null then daterange(n.first_day, n.end_day) end, n.is_busy, n.is_tentative, n.etag, p_round
    from unnest(p_ids, p_starts, p_ends, p_first_days, p_end_days, p_busy, p_tentative, p_etags)
        n (id, start_at, end_at, first_day, end_day, is_busy, is_tentative, etag)
    where n.start_at < n.end_at or n.first_day < n.end_day;
    return true;
end $$;

-- Ends a reading: what the whole didn't bring is gone, blocks are made what the calendar says, and the next one goes on from here.
create or replace function holdfast.finish_calendar_read(p_tenant bigint, p_calendar bigint, p_round bigint, p_token text, p_is_whole boolean)
returns boolean language plpgsql volatile security definer
set search_path = holdfast, pg_temp set plan_cache_mode = force_generic_plan set jit = off as $$
begin
    perform guard_write(p_tenant);
    perform lock_blocked(p_tenant, array[p_calendar], null);
    perform from calendars c where c.tenant_id = p_tenant and c.id = p_calendar and c.read_round = p_round for no key update;
    if not found then return false; end if;
    if p_is_whole then
        delete from calendar_events e where e.tenant_id = p_tenant and e.calendar_id = p_calendar and e.read_round < p_round;
    end if;
    perform place_calendar_blocks(p_tenant, p_calendar);
    update calendars c set sync_token = p_token, read_at = c.begun_at,
        whole_at = case when p_is_whole then clock_timestamp() else c.whole_at end
    where c.tenant_id = p_tenant and c.id = p_calendar;
    perform settle_soon(p_tenant, p_calendar);
    return true;
end $$;

-- Whom a calendar blocks, or did: their resources, with the name that their blocks have.
create or replace function holdfast.calendar_blockings(p_tenant bigint, p_calendar bigint)
returns table (resource_id bigint, source text, serves boolean) language plpgsql stable rows 3 as $$
#variable_conflict use_column
begin
    return query select d.id, d.source, d.serves from (select r.id, 'calendar:' || p_calendar || ':' || r.id as source,
            exists (select from calendar_uses u where u.tenant_id = p_tenant and u.calendar_id = p_calendar and u.resource_id = r.id) as serves
        from resources r where r.tenant_id = p_tenant) d
    where d.serves or exists (select from blocks b where b.tenant_id = p_tenant and b.source = d.source);
end $$;

-- The locks of all whom these calendars block, and of p_resource.
create or replace function holdfast.lock_blocked(p_tenant bigint, p_calendars bigint[], p_resource bigint) returns void
language plpgsql as $$
begin
    perform lock_resources((select array_agg(b.resource_id) from unnest(p_calendars) c (id), calendar_blockings(p_tenant, c.id) b) || p_resource);
end $$;

-- Makes the blocks of a calendar what it says: all that is busy in it and no event of ours. One that changed is another block. The
-- caller holds the resources' locks.
create or replace function holdfast.place_calendar_blocks(p_tenant bigint, p_calendar bigint) returns void
language plpgsql as $$
declare
    v_now timestamptz := holdfast.now();
    v_zone text := (select t.zone from tenants t where t.id = p_tenant);
    v_tentative boolean := (calendar_settings_of(p_tenant)).tentative_blocks;
    v_name text := (select c.name from calendars c where c.tenant_id = p_tenant and c.id = p_calendar);
    v_block record;
begin
    for v_block in
        with wanted as (
            select s.resource_id, s.source, e.event_id, coalesce(e.span,
                tstzrange(day_start(lower(e.days), v_zone), day_start(upper(e.days), v_zone))) as span
            from calendar_events e cross join calendar_blockings(p_tenant, p_calendar) s
            where e.tenant_id = p_tenant and e.calendar_id = p_calendar and s.serves and e.is_busy and (v_tentative or not e.is_tentative)
                and not exists (select from calendar_entries o where o.tenant_id = p_tenant and o.calendar_id = p_calendar and o.event_id = e.event_id)
        ), standing as (
            select b.id, b.resource_id, b.source, b.source_id, b.span from calendar_blockings(p_tenant, p_calendar) s
            join blocks b on b.tenant_id = p_tenant and b.source = s.source
        )
        select coalesce(s.resource_id, w.resource_id) as resource_id, coalesce(s.source, w.source) as source,
            coalesce(s.source_id, w.event_id) as event_id, s.id as old, w.span
        from standing s full join wanted w on w.source = s.source and w.event_id = s.source_id
        where s.span is distinct from w.span
        order by 1, 3
    loop
        if v_block.old is not null then
            delete from blocks b where b.tenant_id = p_tenant and b.id = v_block.old;
            insert into audit (tenant_id, at, event, block_id, facts)
            values (p_tenant, v_now, 'unblocked', v_block.old, jsonb_build_object('resource', v_block.resource_id));
        end if;
        continue when v_block.span is null or isempty(v_block.span);
        perform expire(p_tenant, (select array_agg(distinct c.booking_id) from claims c where c.tenant_id = p_tenant
            and c.resource_id = v_block.resource_id and c.span && v_block.span and c.expires_at <= v_now), v_now);
        with made as (
            insert into blocks (tenant_id, resource_id, span, source, source_id, reason, created_at)
            values (p_tenant, v_block.resource_id, v_block.span, v_block.source, v_block.event_id, v_name, v_now) returning id
        )
        insert into audit (tenant_id, at, event, block_id, facts) select p_tenant, v_now, 'blocked', m.id, jsonb_build_object(
            'resource', v_block.resource_id, 'from', lower(v_block.span), 'to', upper(v_block.span)) from made m;
    end loop;
end $$;

-- Makes blocks of what is known of these calendars, after it was changed whom they serve, and has those read and watched that serve
-- somebody. The caller holds the locks of all whom they block.
create or replace function holdfast.replace_calendar_blocks(p_tenant bigint, p_calendars bigint[]) returns void
language plpgsql as $$
begin
    perform place_calendar_blocks(p_tenant, c.id) from unnest(p_calendars) c (id);
    perform read_soon(p_tenant, u.calendar_id) from (select distinct u.calendar_id from calendar_uses u
        where u.tenant_id = p_tenant and u.calendar_id = any (p_calendars)) u;
    perform watch_soon(p_tenant, c.id) from unnest(p_calendars) c (id);
end $$;

-- Events of ours that may have been changed or deleted in their calendar: among those that a reading brought (p_seen) one that isn't as
-- we left it, or one that the whole until p_whole_until didn't bring; while the booking stands and nothing of it is still to be
-- written. Whoever looks at the event itself knows.
create or replace function holdfast.calendar_hands(p_tenant bigint, p_calendar bigint, p_round bigint, p_seen text[], p_whole_until timestamptz)
returns table (booking_id bigint, event_id text, reference text, version integer, service_id bigint, resource_id bigint,
    start_at timestamptz, end_at timestamptz, minutes integer)
language plpgsql stable security definer rows 5 set search_path = holdfast, pg_temp as $$
#variable_conflict use_column
begin
    perform guard(p_tenant);
    return query select b.id, o.event_id, b.reference, b.version, b.service_id, b.resource_id, b.start_at, b.end_at, b.duration_minutes
    from calendar_entries o
    join bookings b on b.tenant_id = o.tenant_id and b.id = o.booking_id
    left join calendar_events e on e.tenant_id = o.tenant_id and e.calendar_id = o.calendar_id and e.event_id = o.event_id
    where o.tenant_id = p_tenant and o.calendar_id = p_calendar and o.state = 'there' and o.version = b.version
        and b.status in ('pending', 'confirmed') and b.end_at > holdfast.now()
        and (o.event_id = any (p_seen) and e.etag is distinct from o.etag
            or b.start_at < p_whole_until and coalesce(e.read_round, 0) < p_round)
    order by b.id;
end $$;

-- Whether events of ours are among those that a reading brought (p_seen) while something of them is still to be written: whether what
-- it brought is our own writing or somebody's hand, the next one finds out.
create or replace function holdfast.calendar_entries_move(p_tenant bigint, p_calendar bigint, p_seen text[]) returns boolean
language plpgsql stable security definer set search_path = holdfast, pg_temp as $$
begin
    perform guard(p_tenant);
    return exists (select from calendar_entries o
        join jobs j on j.tenant_id = o.tenant_id and j.order_key = 'entry:' || o.booking_id and j.state in ('waiting', 'running', 'resting')
        where o.tenant_id = p_tenant and o.calendar_id = p_calendar and o.event_id = any (p_seen));
end $$;

-- The event isn't as the booking says, and the booking stays as it is: it is written again.
create or replace function holdfast.put_entry_back(p_tenant bigint, p_booking bigint, p_calendar bigint, p_event text, p_version integer)
returns boolean language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
begin
    perform guard_write(p_tenant);
    perform from bookings b where b.tenant_id = p_tenant and b.id = p_booking for no key update;
    update calendar_entries e set version = 0
    where e.tenant_id = p_tenant and e.booking_id = p_booking and e.calendar_id = p_calendar and e.event_id = p_event and e.version = p_version;
    if not found then return false; end if;
    perform write_entry(p_tenant, p_booking);
    return true;
end $$;
