-- The windows in which resources are open, as instants. In PL/pgSQL because it keeps its plan between calls.
--
-- On a local day count, in this order: the resource's own override, the business's override, the resource's own
-- weekly hours, the business's. An override stands instead of the windows that open on its day; one that runs past
-- midnight belongs to the day it opens. With p_bound false (rooms) the business's hours don't bind a resource that
-- has none of its own: it is always open, and the person's hours decide.
create or replace function holdfast.hours(
    p_tenant bigint, p_zone text, p_resources bigint[], p_bound boolean, p_from date, p_to date)
returns table (resource_id bigint, day date, opens timestamptz, closes timestamptz)
language plpgsql stable rows 100 as $$
#variable_conflict use_column
begin
    return query
    with wanted as (
        select r.id, exists (select from weekly_hours w where w.tenant_id = p_tenant and w.resource_id = r.id) as own
        from unnest(p_resources) r (id)
    ), differing as materialized (
        select distinct o.resource_id, o.day from overrides o where o.tenant_id = p_tenant and o.day between p_from and p_to
    ), sources as (
        select w.id, p_from + n as day,
            case
                when exists (select from differing d where d.resource_id = w.id and d.day = p_from + n) then 'own day'
                when (p_bound or w.own)
                    and exists (select from differing d where d.resource_id is null and d.day = p_from + n) then 'day'
                when w.own then 'own week'
                when p_bound then 'week'
                else 'always'
            end as kind
        from wanted w cross join generate_series(0, p_to - p_from) n
    ), windows as (
        select s.id, s.day, o.opens, o.closes
        from sources s join overrides o on o.tenant_id = p_tenant and o.day = s.day
            and o.resource_id is not distinct from case s.kind when 'own day' then s.id end
        where s.kind in ('own day', 'day') and o.opens is not null
        union all
        select s.id, s.day, h.opens, h.closes
        from sources s join weekly_hours h on h.tenant_id = p_tenant and h.weekday = extract(isodow from s.day)
            and h.resource_id is not distinct from case s.kind when 'own week' then s.id end
        where s.kind in ('own week', 'week')
        union all
        select s.id, s.day, time '00:00', time '24:00' from sources s where s.kind = 'always'
    ), instants as (
        select w.id, w.day, local_instant(w.day + w.opens, p_zone, false) as opens,
            local_instant(w.day + w.closes + case when w.closes <= w.opens then interval '1 day' else interval '0' end,
                p_zone, true) as closes
        from windows w
    )
    select i.id, i.day, i.opens, i.closes from instants i where i.opens < i.closes;
end $$;

-- Where a group service begins on these local days, with each person who may lead it.
create or replace function holdfast.group_starts(
    p_tenant bigint, p_zone text, p_service bigint, p_people bigint[], p_from date, p_to date)
returns table (resource_id bigint, start_at timestamptz)
language plpgsql stable rows 100 as $$
#variable_conflict use_column
begin
    return query
    select distinct r.id, local_instant(p_from + n + s.starts, p_zone, false)
    from generate_series(0, p_to - p_from) n
    join service_starts s on s.tenant_id = p_tenant and s.service_id = p_service
        and s.weekday = extract(isodow from p_from + n)
    join unnest(p_people) r (id) on s.resource_id is null or s.resource_id = r.id;
end $$;
