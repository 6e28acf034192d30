-- Reading: what the diary holds, as people are shown it.

-- A business by the name in its addresses. The only function that is asked before a tenant is set.
create or replace function holdfast.tenant_by_slug(p_slug text)
returns table (id bigint, slug text, name text, zone text, locale text, currency text, address text, phone text, email text,
    allowed_origins text[])
language plpgsql stable security definer rows 1
set search_path = holdfast, pg_temp set plan_cache_mode = force_generic_plan set jit = off as $$
#variable_conflict use_column
begin
    return query select t.id, t.slug, t.name, t.zone, t.locale, t.currency, t.address, t.phone, t.email, t.allowed_origins
    from tenants t where t.slug = p_slug;
end $$;

-- Instants with the offset and abbreviation that the business's zone has at each, in the order asked.
create or replace function holdfast.zoned(p_tenant bigint, variadic p_instants timestamptz[])
returns table (at timestamptz, utc_offset integer, abbreviation text)
language plpgsql stable security definer rows 2
set search_path = holdfast, pg_temp set plan_cache_mode = force_generic_plan set jit = off set timezone = 'UTC' as $$
begin
    perform guard(p_tenant);
    perform set_config('TimeZone', (select t.zone from tenants t where t.id = p_tenant), true);
    return query select i.i, extract(timezone from i.i)::integer, to_char(i.i, 'TZ')
    from unnest(p_instants) with ordinality i (i, n) order by i.n;
end $$;

-- Bookings as appointments, with the people's details. VOLATILE, so that it sees what the same statement wrote.
create or replace function holdfast.appointments(p_tenant bigint, p_bookings bigint[])
returns table (id bigint, reference text, status text, version integer, notes text, reason text,
    start_at timestamptz, start_offset integer, start_abbreviation text,
    end_at timestamptz, end_offset integer, end_abbreviation text,
    service_id bigint, service_name text, service_description text, durations bigint[], capacity integer,
    price_minor bigint, currency text, needs_approval boolean, at_customer boolean,
    resource_id bigint, resource_name text,
    customer_name text, customer_email text, customer_phone text, customer_address text)
language plpgsql volatile security definer rows 20
set search_path = holdfast, pg_temp set plan_cache_mode = force_generic_plan set jit = off set timezone = 'UTC' as $$
#variable_conflict use_column
declare
    v_now timestamptz := holdfast.now();
    v_currency text;
begin
    perform guard(p_tenant);
    perform set_config('TimeZone', t.zone, true) from tenants t where t.id = p_tenant;
    v_currency := (select t.currency from tenants t where t.id = p_tenant);
    return query
    select b.id, b.reference,
        -- A request that has run out is lapsed for whoever meets it, marked or not.
        case when b.status = 'pending' and b.expires_at <= v_now then 'lapsed' else b.status end,
        b.version, b.notes, b.reason,
        b.start_at, extract(timezone from b.start_at)::integer, to_char(b.start_at, 'TZ'),
        b.end_at, extract(timezone from b.end_at)::integer, to_char(b.end_at, 'TZ'),
        s.id, s.name, s.description,
        array(select d.minutes::bigint from service_durations d
            where d.tenant_id = p_tenant and d.service_id = s.id order by d.position, d.minutes),
        s.capacity, s.price_minor, v_currency, s.needs_approval, s.at_customer, r.id, r.name,
        coalesce(b.customer_name, c.name), c.email, c.phone, coalesce(b.customer_address, c.address)
    from bookings b
    join services s on s.tenant_id = b.tenant_id and s.id = b.service_id
    join resources r on r.tenant_id = b.tenant_id and r.id = b.resource_id
    join customers c on c.tenant_id = b.tenant_id and c.id = b.customer_id
    where b.tenant_id = p_tenant and b.id = any (p_bookings)
    order by b.start_at, b.id;
end $$;

-- A write's answer with the booking that it is about. Where the answer was kept by a receipt and the booking has changed
-- since, it is shown as it was answered.
create or replace function holdfast.answered(p_tenant bigint, p_answer holdfast.outcome)
returns table (refusal text, detail text, id bigint, reference text, status text, version integer, notes text, reason text,
    start_at timestamptz, start_offset integer, start_abbreviation text,
    end_at timestamptz, end_offset integer, end_abbreviation text,
    service_id bigint, service_name text, service_description text, durations bigint[], capacity integer,
    price_minor bigint, currency text, needs_approval boolean, at_customer boolean,
    resource_id bigint, resource_name text,
    customer_name text, customer_email text, customer_phone text, customer_address text)
language plpgsql volatile security definer rows 1
set search_path = holdfast, pg_temp set plan_cache_mode = force_generic_plan set jit = off set timezone = 'UTC' as $$
#variable_conflict use_column
declare
    v_then jsonb := (p_answer).result;
    v_start timestamptz := v_then ->> 'start';
    v_end timestamptz := v_then ->> 'end';
begin
    perform guard(p_tenant);
    if (p_answer).reason is not null then
        refusal := (p_answer).reason;
        detail := (p_answer).detail;
        return next;
        return;
    end if;
    perform set_config('TimeZone', t.zone, true) from tenants t where t.id = p_tenant;
    return query
    select null, null, a.id, a.reference, v_then ->> 'status', (v_then ->> 'version')::integer, a.notes, a.reason,
        v_start, extract(timezone from v_start)::integer, to_char(v_start, 'TZ'),
        v_end, extract(timezone from v_end)::integer, to_char(v_end, 'TZ'),
        a.service_id, a.service_name, a.service_description, a.durations, a.capacity, a.price_minor, a.currency,
        a.needs_approval, a.at_customer, r.id, r.name,
        a.customer_name, a.customer_email, a.customer_phone, a.customer_address
    from appointments(p_tenant, array[(v_then ->> 'booking')::bigint]) a
    join resources r on r.tenant_id = p_tenant and r.id = (v_then ->> 'resource')::bigint;
end $$;

-- Pending and confirmed bookings that touch a span of time.
create or replace function holdfast.agenda(p_tenant bigint, p_from timestamptz, p_to timestamptz) returns bigint[]
language plpgsql stable security definer
set search_path = holdfast, pg_temp set plan_cache_mode = force_generic_plan set jit = off as $$
begin
    perform guard(p_tenant);
    return coalesce((select array_agg(b.id) from bookings b
        where b.tenant_id = p_tenant and b.status in ('pending', 'confirmed') and b.expires_at > holdfast.now()
            and b.start_at < p_to and b.start_at > p_from - interval '24 hours' and b.end_at > p_from), '{}');
end $$;

-- Coming bookings whose time a block covers in part.
create or replace function holdfast.conflicts(p_tenant bigint) returns bigint[]
language plpgsql stable security definer
set search_path = holdfast, pg_temp set plan_cache_mode = force_generic_plan set jit = off as $$
begin
    perform guard(p_tenant);
    return coalesce((select array_agg(distinct c.booking_id) from claims c
        join bookings b on b.tenant_id = c.tenant_id and b.id = c.booking_id and b.status in ('pending', 'confirmed')
        join blocks a on a.tenant_id = c.tenant_id and a.resource_id = c.resource_id and a.span && c.span
        where c.tenant_id = p_tenant and c.expires_at > holdfast.now() and upper(c.span) > holdfast.now()), '{}');
end $$;

-- The business's own windows on some local days, for "when are you open?".
create or replace function holdfast.opening_hours(p_tenant bigint, p_from date, p_days integer)
returns table (day date, opens timestamptz, opens_offset integer, opens_abbreviation text,
    closes timestamptz, closes_offset integer, closes_abbreviation text)
language plpgsql stable security definer rows 10
set search_path = holdfast, pg_temp set plan_cache_mode = force_generic_plan set jit = off set timezone = 'UTC' as $$
#variable_conflict use_column
declare
    v_zone text := (select t.zone from tenants t where t.id = p_tenant);
begin
    perform guard(p_tenant);
    perform set_config('TimeZone', v_zone, true);
    return query
    select d.day, h.opens, extract(timezone from h.opens)::integer, to_char(h.opens, 'TZ'),
        h.closes, extract(timezone from h.closes)::integer, to_char(h.closes, 'TZ')
    from (select p_from + n as day from generate_series(0, p_days - 1) n) d
    -- Resource 0 is nobody: it has no hours of its own, so the business's are given.
    left join hours(p_tenant, v_zone, array[0::bigint], true, p_from, p_from + p_days - 1) h on h.day = d.day
    order by d.day, h.opens;
end $$;
