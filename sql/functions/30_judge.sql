-- What is asked, resolved once: the rules of the service and who may serve.
create or replace function holdfast.question(
    p_tenant bigint, p_service bigint, p_duration integer, p_resource bigint, p_moving bigint,
    out reason text, out detail text, out zone text, out minutes integer, out group_session boolean,
    out capacity integer, out before interval, out after interval, out grid interval, out notice interval,
    out horizon interval, out people bigint[], out others bigint[], out sets integer)
language plpgsql stable as $$
declare
    v_service bigint;
    v_minutes integer;
    v_refusal text;
    v_reached bigint[];
begin
    perform guard(p_tenant);
    select t.zone, s.group_session, s.capacity, make_interval(mins => s.buffer_before_minutes),
        make_interval(mins => s.buffer_after_minutes), make_interval(mins => s.grid_minutes),
        make_interval(mins => s.minimum_notice_minutes), make_interval(hours => 24 * s.maximum_horizon_days)
    into zone, group_session, capacity, before, after, grid, notice, horizon
    from services s join tenants t on t.id = s.tenant_id
    where s.tenant_id = p_tenant and s.id = p_service and (s.active or p_moving is not null);
    if not found then reason := 'unknown_service'; return; end if;
    if p_moving is not null then
        select b.service_id, b.duration_minutes into v_service, v_minutes from bookings b where b.tenant_id = p_tenant and b.id = p_moving;
        if v_service is distinct from p_service then
            reason := 'invalid'; detail := 'other_service'; return;
        end if;
    end if;
    select d.minutes into minutes from service_durations d
    where d.tenant_id = p_tenant and d.service_id = p_service and (p_duration is null or d.minutes = p_duration)
    order by d.minutes <> v_minutes, d.position, d.minutes limit 1;
    if p_duration is null then minutes := coalesce(v_minutes, minutes); end if;
    if minutes is null then reason := 'invalid'; detail := 'duration'; return; end if;
    select coalesce(array_agg(q.resource_id order by r.position, r.id)
               filter (where q.set_number = 1 and r.active and (p_resource is null or r.id = p_resource)), '{}'),
        coalesce(array_agg(q.resource_id order by r.position, r.id) filter (where q.set_number > 1 and r.active), '{}'),
        count(distinct q.set_number) filter (where q.set_number > 1)
    into people, others, sets
    from requirements q join resources r on r.tenant_id = q.tenant_id and r.id = q.resource_id
    where q.tenant_id = p_tenant and q.service_id = p_service;
    if p_resource is not null and people = '{}' then reason := 'invalid'; detail := 'resource'; return; end if;
    v_refusal := outage_refusal(p_tenant);
    if v_refusal is not null then
        select coalesce(array_agg(p.id order by p.n), '{}') into v_reached from unnest(people) with ordinality p (id, n)
        where p.id <> all (out_of_reach(p_tenant, people));
        if v_reached = '{}' and people <> '{}' then reason := v_refusal; end if;
        people := v_reached;
    end if;
end $$;

-- Per resource, the time that a hold can't have: live claims of other bookings, and blocks.
create or replace function holdfast.busy(p_tenant bigint, p_resource bigint, p_within tstzrange, p_moving bigint, p_now timestamptz)
returns tstzmultirange language plpgsql stable as $$
begin
    return coalesce((select range_agg(taken.span) from (
        select c.span from claims c
        where c.tenant_id = p_tenant and c.resource_id = p_resource and c.span && p_within
            and c.expires_at > p_now and c.booking_id <> coalesce(p_moving, 0)
        union all
        select b.span from blocks b
        where b.tenant_id = p_tenant and b.resource_id = p_resource and b.span && p_within) taken), '{}');
end $$;

-- The local days on which a limit lets no further booking begin: for everyone (resource_id null) or for one person.
create or replace function holdfast.spent_days(
    p_tenant bigint, p_service bigint, p_zone text, p_from date, p_to date, p_moving bigint, p_now timestamptz)
returns table (day date, resource_id bigint)
language plpgsql stable rows 10 as $$
#variable_conflict use_column
begin
    return query
    with limits as (
        select l.id, l.scope, l.service_id, l.resource_id, l.maximum from daily_limits l
        where l.tenant_id = p_tenant and l.scope <> 'customer' and (l.service_id is null or l.service_id = p_service)
    ), used as (
        select (b.start_at at time zone p_zone)::date as day, b.resource_id, b.service_id, count(*) as n
        from bookings b
        where b.tenant_id = p_tenant and b.status in ('held', 'pending', 'confirmed') and b.expires_at > p_now
            and b.start_at >= day_start(p_from, p_zone) and b.start_at < day_start(p_to + 1, p_zone)
            and b.id <> coalesce(p_moving, 0)
        group by 1, 2, 3
    )
    select u.day, case l.scope when 'resource' then u.resource_id end
    from limits l join used u on (l.service_id is null or l.service_id = u.service_id)
        and (l.resource_id is null or l.resource_id = u.resource_id)
    group by l.id, l.maximum, 1, 2
    having sum(u.n) >= l.maximum
    union all
    select p_from + n, l.resource_id from limits l cross join generate_series(0, p_to - p_from) n where l.maximum = 0;
end $$;

-- The one function that judges. For each start and person: the reason why it can't be held, or none.
--
-- With p_starts null every start that the grid (or the group's timetable) has from p_from until p_to is judged: what
-- is listed can be held because the same lines said so. p_moving is ignored in every rule. First reason wins, in the
-- order of the case below. q is what question gave.
create or replace function holdfast.judged(
    p_tenant bigint, p_service bigint, q record, p_starts timestamptz[], p_from timestamptz, p_to timestamptz,
    p_moving bigint, p_now timestamptz)
returns table (start_at timestamptz, end_at timestamptz, resource_id bigint, reason text, seats_left integer,
    session_id bigint, partners bigint[])
language plpgsql stable rows 1000 as $$
#variable_conflict use_column
declare
    v_first timestamptz := coalesce((select min(s) from unnest(p_starts) s), p_from);
    v_last timestamptz := coalesce((select max(s) from unnest(p_starts) s), p_to);
    v_length interval;
    v_days daterange;
    v_limited boolean;
begin
    if q.reason is not null or q.people = '{}' or v_first is null or v_first > v_last then return; end if;
    v_length := make_interval(mins => q.minutes);
    -- A window of the day before may run past midnight; none is longer than a day.
    v_days := daterange((v_first at time zone q.zone)::date - 1, ((v_last + v_length) at time zone q.zone)::date, '[]');
    v_limited := exists (select from daily_limits l where l.tenant_id = p_tenant and l.scope <> 'customer');
    return query
    with open as materialized (
        select h.resource_id, h.opens, h.closes
        from hours(p_tenant, q.zone, q.people, true, lower(v_days), upper(v_days) - 1) h
        union all
        select h.resource_id, h.opens, h.closes
        from hours(p_tenant, q.zone, q.others, false, lower(v_days), upper(v_days) - 1) h where q.sets > 0
    ), grid as materialized (
        select distinct o.resource_id, g.at from open o cross join lateral generate_series(
            o.opens + q.grid * greatest(0, ceil(extract(epoch from v_first - o.opens) / extract(epoch from q.grid))::float8),
            least(o.closes - interval '1 microsecond', v_last), q.grid) g (at)
        where not q.group_session and o.resource_id = any (q.people)
        union all
        select g.resource_id, g.start_at from group_starts(p_tenant, q.zone, p_service, q.people, lower(v_days), upper(v_days) - 1) g
        where q.group_session and g.start_at between v_first and v_last
    ), starts as (
        select s.at from unnest(p_starts) s (at)
        union
        select g.at from grid g where p_starts is null and g.at >= p_from and g.at < p_to
    ), needed as materialized (
        select r.id, r.n as place, 1 as set_number from unnest(q.people) with ordinality r (id, n)
        union all
        select r.id, r.n, m.set_number from unnest(q.others) with ordinality r (id, n)
        join requirements m on m.tenant_id = p_tenant and m.service_id = p_service and m.resource_id = r.id
        where q.sets > 0
    ), able as materialized (
        select n.id, n.place, n.set_number,
            coalesce((select range_agg(tstzrange(o.opens, o.closes)) from open o where o.resource_id = n.id), '{}') as open,
            case when q.group_session then '{}' else
                busy(p_tenant, n.id, tstzrange(v_first - q.before, v_last + v_length + q.after), p_moving, p_now) end as busy
        from needed n
    ), spent as materialized (
        select d.day, d.resource_id from spent_days(p_tenant, p_service, q.zone,
            (v_first at time zone q.zone)::date, (v_last at time zone q.zone)::date, p_moving, p_now) d where v_limited
    ), judged as (
        select s.at, s.at + v_length as until, tstzrange(s.at - q.before, s.at + v_length + q.after) as span,
            p.id, p.open, p.busy, g.at as on_grid
        from starts s cross join (select * from able where set_number = 1) p
        left join grid g on g.resource_id = p.id and g.at = s.at
    )
    select j.at, j.until, j.id,
        case
            when j.at < p_now + q.notice then 'too_soon'
            when j.at > p_now + q.horizon then 'too_far'
            when not tstzrange(j.at, j.until) <@ j.open then 'outside_hours'
            when j.on_grid is null then 'not_on_grid'
            when j.span && j.busy then 'slot_taken'
            when coalesce(class.taken, false) then 'slot_taken'
            when q.group_session and class.members >= q.capacity then 'full'
            when coalesce(class.members, 0) = 0 and room.open < q.sets then 'outside_hours'
            when coalesce(class.members, 0) = 0 and room.found < q.sets then 'slot_taken'
            when v_limited and exists (select from spent d where d.day = (j.at at time zone q.zone)::date
                and (d.resource_id is null or d.resource_id = j.id)) then 'limit_reached'
        end,
        greatest(0, q.capacity - coalesce(class.members, 0)::integer), class.session_id,
        case when class.members > 0 then class.partners else coalesce(room.chosen, '{}') end
    from judged j
    left join lateral (
        select c.* from class(p_tenant, p_service, j.id, j.at, j.span, p_moving, p_now) c
        where q.group_session and j.on_grid is not null
    ) class on true
    left join lateral (
        select count(*) as open, count(*) filter (where c.free) as found,
            array_agg(c.id order by c.set_number) filter (where c.free) as chosen
        from (
            select distinct on (e.set_number) e.set_number, e.id, e.free
            from (
                select a.set_number, a.place, a.id, not j.span && case
                    when q.group_session then busy(p_tenant, a.id, j.span, p_moving, p_now) else a.busy end as free
                from able a
                where q.sets > 0 and j.on_grid is not null and a.set_number > 1 and tstzrange(j.at, j.until) <@ a.open) e
            order by e.set_number, e.free desc, e.place) c
    ) room on true;
end $$;

-- The same for whoever has not resolved the question.
create or replace function holdfast.judge(
    p_tenant bigint, p_service bigint, p_starts timestamptz[], p_from timestamptz, p_to timestamptz,
    p_duration integer, p_resource bigint, p_moving bigint, p_now timestamptz)
returns table (start_at timestamptz, end_at timestamptz, resource_id bigint, reason text, seats_left integer,
    session_id bigint, partners bigint[])
language plpgsql stable rows 1000 as $$
begin
    return query select * from judged(p_tenant, p_service,
        question(p_tenant, p_service, p_duration, p_resource, p_moving), p_starts, p_from, p_to, p_moving, p_now);
end $$;

-- A group session as it stands for one person and start: its live members, its other resources, and whether another
-- session or a block has any of its time.
create or replace function holdfast.class(
    p_tenant bigint, p_service bigint, p_person bigint, p_start timestamptz, p_span tstzrange, p_moving bigint, p_now timestamptz,
    out members bigint, out session_id bigint, out partners bigint[], out taken boolean)
language plpgsql stable as $$
#variable_conflict use_column
declare
    v_members bigint[];
begin
    select coalesce(array_agg(b.id), '{}'), count(*), min(b.session_id) into v_members, members, session_id from bookings b
    where b.tenant_id = p_tenant and b.start_at = p_start and b.status in ('held', 'pending', 'confirmed')
        and b.service_id = p_service and b.resource_id = p_person and b.expires_at > p_now
        and b.id <> coalesce(p_moving, 0);
    select coalesce(array_agg(distinct c.resource_id), '{}') into partners from claims c
    where c.tenant_id = p_tenant and c.booking_id = any (v_members) and c.resource_id <> p_person;
    taken := exists (select from unnest(partners || p_person) r (id) where exists (
            select from claims c where c.tenant_id = p_tenant and c.resource_id = r.id and c.span && p_span
                and c.expires_at > p_now and c.booking_id <> coalesce(p_moving, 0) and c.booking_id <> all (v_members))
        or exists (select from blocks b where b.tenant_id = p_tenant and b.resource_id = r.id and b.span && p_span));
end $$;
