-- Listing and explaining: both show what judge says, one person for each start.

-- judge's rows, ranked for each start: whoever can be booked first; of these an open session before an empty one,
-- then the person of the booking that moves, then who has the fewest bookings that local day, then whose last booking
-- is longest ago. turn = 1 is the choice.
create or replace function holdfast.offers(
    p_tenant bigint, p_service bigint, q record, p_starts timestamptz[], p_from timestamptz, p_to timestamptz,
    p_moving bigint, p_now timestamptz)
returns table (start_at timestamptz, end_at timestamptz, resource_id bigint, reason text, seats_left integer,
    session_id bigint, partners bigint[], turn bigint)
language plpgsql stable rows 1000 as $$
#variable_conflict use_column
declare
    v_first timestamptz := coalesce((select min(s) from unnest(p_starts) s), p_from);
    v_last timestamptz := coalesce((select max(s) from unnest(p_starts) s), p_to);
    v_person bigint := (select b.resource_id from bookings b where b.tenant_id = p_tenant and b.id = p_moving);
begin
    if cardinality(q.people) = 1 then
        return query select j.*, 1::bigint from judged(p_tenant, p_service, q, p_starts, p_from, p_to, p_moving, p_now) j;
        return;
    end if;
    return query
    with judged as materialized (
        select * from judged(p_tenant, p_service, q, p_starts, p_from, p_to, p_moving, p_now)
    ), people as materialized (
        select j.resource_id, (select max(b.id) from bookings b
            where b.tenant_id = p_tenant and b.resource_id = j.resource_id) as given
        from judged j group by j.resource_id
    ), booked as materialized (
        select b.resource_id, (b.start_at at time zone q.zone)::date as day, count(*) as n
        from bookings b
        where b.tenant_id = p_tenant and b.status in ('held', 'pending', 'confirmed') and b.expires_at > p_now
            and b.start_at >= day_start((v_first at time zone q.zone)::date, q.zone)
            and b.start_at < day_start((v_last at time zone q.zone)::date + 1, q.zone)
            and b.id <> coalesce(p_moving, 0)
        group by 1, 2
    )
    select j.start_at, j.end_at, j.resource_id, j.reason, j.seats_left, j.session_id, j.partners,
        row_number() over (partition by j.start_at
            order by array_position(array['limit_reached', 'full', 'slot_taken', 'not_on_grid', 'outside_hours'], j.reason) nulls first,
                j.reason, (j.session_id is null), coalesce(j.resource_id <> v_person, false), coalesce(k.n, 0),
                p.given nulls first, j.resource_id)
    from judged j join people p on p.resource_id = j.resource_id
    left join booked k on k.resource_id = j.resource_id and k.day = (j.start_at at time zone q.zone)::date;
end $$;

-- Starts that can be held, from p_from until p_to, with the offset and abbreviation of the business's zone.
create or replace function holdfast.slots(
    p_tenant bigint, p_service bigint, p_from timestamptz, p_to timestamptz, p_duration integer default null,
    p_resource bigint default null, p_moving bigint default null, p_limit integer default null)
returns table (start_at timestamptz, start_offset integer, start_abbreviation text, end_at timestamptz, end_offset integer,
    end_abbreviation text, resource_id bigint, resource_name text, seats_left integer)
language plpgsql stable security definer rows 1000
set search_path = holdfast, pg_temp set plan_cache_mode = force_generic_plan set jit = off set timezone = 'UTC' as $$
#variable_conflict use_column
declare
    v_now timestamptz := holdfast.now();
    q record := question(p_tenant, p_service, p_duration, p_resource, p_moving);
    v_from timestamptz := greatest(p_from, v_now + q.notice);
    v_to timestamptz := least(p_to, v_now + q.horizon + interval '1 microsecond', p_from + interval '1512 hours');
begin
    if q.reason is not null or v_from >= v_to then return; end if;
    -- In this session's zone to_char and extract speak for the business; it falls back at the end of the function.
    perform set_config('TimeZone', q.zone, true);
    return query
    select o.start_at, extract(timezone from o.start_at)::integer, to_char(o.start_at, 'TZ'),
        o.end_at, extract(timezone from o.end_at)::integer, to_char(o.end_at, 'TZ'), o.resource_id, r.name, o.seats_left
    from offers(p_tenant, p_service, q, null, v_from, v_to, p_moving, v_now) o
    join resources r on r.tenant_id = p_tenant and r.id = o.resource_id
    where o.reason is null and o.turn = 1
    order by o.start_at limit p_limit;
end $$;

-- The starts nearest to a wish that can be held, and why the wish itself can't where its grid has it.
-- Looks nearby first, from the edge of what is open where the wish lies outside, and widens until there are enough.
create or replace function holdfast.nearest(
    p_tenant bigint, p_service bigint, q record, p_start timestamptz, p_moving bigint, p_limit integer, p_now timestamptz,
    out reason text, out starts timestamptz[], out ends timestamptz[], out people bigint[], out seats integer[])
language plpgsql stable as $$
declare
    v_near timestamptz := least(greatest(p_start, p_now + q.notice), p_now + q.horizon);
    v_reach interval;
begin
    if q.reason is not null then return; end if;
    foreach v_reach in array array[interval '3 hours', interval '24 hours', interval '240 hours', interval '744 hours'] loop
        with near as materialized (
            select o.* from offers(p_tenant, p_service, q, null, greatest(v_near - v_reach, p_now + q.notice),
                least(v_near + v_reach, p_now + q.horizon + interval '1 microsecond'), p_moving, p_now) o where o.turn = 1
        ), free as (
            select n.* from near n where n.reason is null
            order by abs(extract(epoch from n.start_at - p_start)), n.start_at limit p_limit
        )
        select min(w.reason), array_agg(f.start_at), array_agg(f.end_at),
            array_agg(f.resource_id), array_agg(f.seats_left)
        into reason, starts, ends, people, seats
        from (select 1) one left join free f on true left join near w on w.start_at = p_start;
        exit when cardinality(starts) >= p_limit;
    end loop;
end $$;

-- Starts as they are shown, in their order: with the offset and abbreviation of the business's zone, and the person's name.
create or replace function holdfast.shown(
    p_tenant bigint, p_zone text, p_starts timestamptz[], p_ends timestamptz[], p_people bigint[], p_seats integer[])
returns table (start_at timestamptz, start_offset integer, start_abbreviation text, end_at timestamptz, end_offset integer,
    end_abbreviation text, resource_id bigint, resource_name text, seats_left integer)
language plpgsql stable rows 5 set timezone = 'UTC' as $$
#variable_conflict use_column
begin
    -- In this session's zone to_char and extract speak for the business; it falls back at the end of the function.
    perform set_config('TimeZone', p_zone, true);
    return query
    select o.start_at, extract(timezone from o.start_at)::integer, to_char(o.start_at, 'TZ'),
        o.end_at, extract(timezone from o.end_at)::integer, to_char(o.end_at, 'TZ'), r.id, r.name, o.seats_left
    from unnest(p_starts, p_ends, p_people, p_seats) o (start_at, end_at, person, seats_left)
    join resources r on r.tenant_id = p_tenant and r.id = o.person
    order by o.start_at;
end $$;

-- The starts nearest to a wish that can be held, as they are shown.
create or replace function holdfast.alternatives(
    p_tenant bigint, p_service bigint, p_start timestamptz, p_duration integer default null, p_resource bigint default null,
    p_moving bigint default null, p_limit integer default 5)
returns table (start_at timestamptz, start_offset integer, start_abbreviation text, end_at timestamptz, end_offset integer,
    end_abbreviation text, resource_id bigint, resource_name text, seats_left integer)
language plpgsql stable security definer rows 5
set search_path = holdfast, pg_temp set plan_cache_mode = force_generic_plan set jit = off as $$
declare
    q record := question(p_tenant, p_service, p_duration, p_resource, p_moving);
    n record;
begin
    n := nearest(p_tenant, p_service, q, p_start, p_moving, p_limit, holdfast.now());
    return query select * from shown(p_tenant, q.zone, n.starts, n.ends, n.people, n.seats);
end $$;

-- What is asked, checked: the booking that is to be moved, and whether service, duration and person exist.
create or replace function holdfast.asked(
    p_tenant bigint, p_service bigint, p_duration integer, p_resource bigint,
    p_moving_reference text default null, p_proof_kind text default null, p_proof text default null,
    out reason text, out detail text, out moving bigint)
language plpgsql stable security definer
set search_path = holdfast, pg_temp set plan_cache_mode = force_generic_plan set jit = off as $$
begin
    perform guard(p_tenant);
    if p_moving_reference is not null then
        moving := find_booking(p_tenant, p_moving_reference, p_proof_kind, p_proof);
        if moving is null then reason := 'not_found'; detail := 'booking'; return; end if;
    end if;
    select q.reason, q.detail into reason, detail from question(p_tenant, p_service, p_duration, p_resource, moving) q;
end $$;

-- Whether a start can be held, and why not.
create or replace function holdfast.explain(
    p_tenant bigint, p_service bigint, p_start timestamptz, p_duration integer default null, p_resource bigint default null,
    p_moving bigint default null, out bookable boolean, out reason text, out detail text)
language plpgsql stable security definer
set search_path = holdfast, pg_temp set plan_cache_mode = force_generic_plan set jit = off as $$
declare
    q record := question(p_tenant, p_service, p_duration, p_resource, p_moving);
begin
    reason := q.reason;
    detail := q.detail;
    if reason is null and q.people = '{}' then reason := 'outside_hours'; detail := 'nobody'; end if;
    if reason is null then
        select o.reason into reason from offers(p_tenant, p_service, q, array[p_start], null, null, p_moving, holdfast.now()) o
        where o.turn = 1;
    end if;
    bookable := reason is null;
end $$;
