-- Writing out: a booking's events in the calendars of those whom it claims. A job brings them up to date with the booking as it
-- stands then; whoever dies on the way leaves a row that says what may have been sent.

-- Has a booking written out, in the transaction that changes it. The caller holds its row, so that jobs' ids follow its changes.
create or replace function holdfast.write_entry(p_tenant bigint, p_booking bigint) returns void
language plpgsql as $$
begin
    if exists (select from calendar_uses u where u.tenant_id = p_tenant and u.is_written)
        or exists (select from calendar_entries e where e.tenant_id = p_tenant and e.booking_id = p_booking and e.state <> 'gone') then
        perform enqueue_job(p_tenant, 'write_entry', jsonb_build_object('booking', p_booking), null, 'entry:' || p_booking);
    end if;
end $$;

-- Has the coming bookings of a resource written out anew, after its calendars changed.
create or replace function holdfast.write_entries_for(p_tenant bigint, p_resource bigint) returns void
language plpgsql as $$
begin
    perform write_entry(p_tenant, b.id) from (select distinct b.id from claims c
        join bookings b on b.tenant_id = c.tenant_id and b.id = c.booking_id
        where c.tenant_id = p_tenant and c.resource_id = p_resource and b.status in ('pending', 'confirmed') and b.end_at > holdfast.now()
        order by 1) b;
end $$;

-- Has everything written out that couldn't be while an account was broken.
create or replace function holdfast.write_entries_of(p_tenant bigint, p_account bigint) returns void
language plpgsql as $$
begin
    perform write_entries_for(p_tenant, u.resource_id) from (select distinct u.resource_id from calendar_uses u
        join calendars c on c.tenant_id = u.tenant_id and c.id = u.calendar_id
        where u.tenant_id = p_tenant and u.is_written and c.account_id = p_account order by 1) u;
    perform write_entry(p_tenant, e.booking_id) from calendar_entries e
    join calendars c on c.tenant_id = e.tenant_id and c.id = e.calendar_id
    join bookings b on b.tenant_id = e.tenant_id and b.id = e.booking_id
    where e.tenant_id = p_tenant and c.account_id = p_account and e.state <> 'gone' and b.status not in ('pending', 'confirmed');
end $$;

-- A name for an event that no other has, of the letters that Google takes.
create or replace function holdfast.new_event_id() returns text language sql volatile
return encode(public.gen_random_bytes(16), 'hex');

-- The calendars that are to hold a booking's event: those that its resources' bookings are written into, while it stands; once its time
-- is over, those where it was written.
create or replace function holdfast.calendars_wanted(p_tenant bigint, p_booking bigint) returns bigint[]
language plpgsql stable as $$
begin
    return coalesce((select array_agg(distinct w.id) from bookings b cross join lateral (
            select u.calendar_id as id from claims c join calendar_uses u on u.tenant_id = c.tenant_id and u.resource_id = c.resource_id
            where c.tenant_id = b.tenant_id and c.booking_id = b.id and u.is_written and b.end_at > holdfast.now()
            union all
            select e.calendar_id from calendar_entries e
            where e.tenant_id = b.tenant_id and e.booking_id = b.id and e.state <> 'gone' and b.end_at <= holdfast.now()) w
        where b.tenant_id = p_tenant and b.id = p_booking and b.status in ('pending', 'confirmed')), '{}');
end $$;

-- Makes the rows of a booking's events what they are to become: one for each wanted calendar, under an id of its own before anything
-- is sent; one that was never sent and isn't wanted is over.
create or replace function holdfast.plan_entries(p_tenant bigint, p_booking bigint, p_wanted bigint[]) returns void
language plpgsql as $$
begin
    insert into calendar_entries (tenant_id, booking_id, calendar_id, event_id)
    select p_tenant, p_booking, w.id, new_event_id() from unnest(p_wanted) w (id) order by w.id
    on conflict (tenant_id, booking_id, calendar_id) do update set state = 'new', version = 0, etag = null, posted_at = null,
        generation = calendar_entries.generation + 1, event_id = excluded.event_id where calendar_entries.state = 'gone';
    update calendar_entries e set state = 'gone'
    where e.tenant_id = p_tenant and e.booking_id = p_booking and e.state = 'new' and e.posted_at is null and e.calendar_id <> all (p_wanted);
end $$;

-- What is to be done next for a booking's events, of those whose account works: `insert`, `patch` or `remove`; no row where all is
-- done. What is inserted is in doubt from now on.
create or replace function holdfast.begin_entry(p_tenant bigint, p_booking bigint)
returns table (step text, calendar_id bigint, account_id bigint, booking_id bigint, remote_id text, event_id text, etag text, may_be_late boolean, version integer,
    status text, start_at timestamptz, end_at timestamptz, zone text, service_name text, online boolean, resource_name text,
    customer_name text, customer_email text, customer_phone text, place text, notes text, reference text, invites boolean)
language plpgsql volatile security definer rows 1
set search_path = holdfast, pg_temp set plan_cache_mode = force_generic_plan set jit = off as $$
#variable_conflict use_column
declare
    v_wanted bigint[];
    v_version integer;
    v_entry record;
begin
    perform guard_write(p_tenant);
    select b.version into v_version from bookings b where b.tenant_id = p_tenant and b.id = p_booking for share;
    v_wanted := calendars_wanted(p_tenant, p_booking);
    perform plan_entries(p_tenant, p_booking, v_wanted);
    select e.*, e.calendar_id = any (v_wanted) as wanted, c.remote_id, c.account_id, c.meets into v_entry from calendar_entries e
    join calendars c on c.tenant_id = e.tenant_id and c.id = e.calendar_id
    join calendar_accounts a on a.tenant_id = c.tenant_id and a.id = c.account_id
    where e.tenant_id = p_tenant and e.booking_id = p_booking and a.state = 'ok' and e.state <> 'gone'
        and (e.calendar_id <> all (v_wanted) or e.version < v_version)
    -- One that moves to another calendar stands there before it leaves the old one.
    order by e.calendar_id <> all (v_wanted), e.calendar_id limit 1;
    if not found then return; end if;
    if v_entry.wanted and v_entry.state = 'new' then
        update calendar_entries e set posted_at = clock_timestamp()
        where e.tenant_id = p_tenant and e.booking_id = p_booking and e.calendar_id = v_entry.calendar_id;
    end if;
    return query select case when not v_entry.wanted then 'remove' when v_entry.state = 'new' then 'insert' else 'patch' end,
        v_entry.calendar_id, v_entry.account_id, b.id, v_entry.remote_id, v_entry.event_id, v_entry.etag,
        v_entry.state = 'new' and v_entry.posted_at is not null, b.version, b.status, b.start_at, b.end_at,
        b.zone, s.name, s.online and v_entry.meets, r.name, coalesce(b.customer_name, k.name), k.email, coalesce(b.customer_phone, k.phone),
        case when s.online then '' when s.at_customer then coalesce(b.customer_address, k.address, '') else t.address end, b.notes,
        b.reference, (calendar_settings_of(p_tenant)).invites
    from bookings b join services s on s.tenant_id = b.tenant_id and s.id = b.service_id
    join resources r on r.tenant_id = b.tenant_id and r.id = b.resource_id
    join customers k on k.tenant_id = b.tenant_id and k.id = b.customer_id
    join tenants t on t.id = b.tenant_id
    where b.tenant_id = p_tenant and b.id = p_booking;
end $$;

-- An event stands as the booking's version has it, or is gone (p_version null). A late worker says nothing of a newer one.
create or replace function holdfast.note_entry(p_tenant bigint, p_booking bigint, p_calendar bigint, p_event text, p_version integer, p_etag text)
returns boolean language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
begin
    perform guard_write(p_tenant);
    update calendar_entries e set state = case when p_version is null then 'gone' else 'there' end, version = coalesce(p_version, e.version),
        etag = p_etag, posted_at = null
    where e.tenant_id = p_tenant and e.booking_id = p_booking and e.calendar_id = p_calendar and e.event_id = p_event
        and e.state <> 'gone' and e.version <= coalesce(p_version, e.version);
    return found;
end $$;

-- An event's id is used up: it is to be written under another.
create or replace function holdfast.renew_entry(p_tenant bigint, p_booking bigint, p_calendar bigint, p_event text) returns boolean
language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
begin
    perform guard_write(p_tenant);
    update calendar_entries e set state = 'new', version = 0, etag = null, posted_at = null, generation = e.generation + 1,
        event_id = new_event_id()
    where e.tenant_id = p_tenant and e.booking_id = p_booking and e.calendar_id = p_calendar and e.event_id = p_event;
    return found;
end $$;
