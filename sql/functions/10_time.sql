-- Wall-clock time and instants. Postgres does all zone arithmetic; these settle the two odd cases.

-- Seconds east of UTC that the zone has at an instant.
create or replace function holdfast.offset_at(p_at timestamptz, p_zone text) returns integer
language sql immutable parallel safe
return extract(epoch from (p_at at time zone p_zone) - (p_at at time zone 'UTC'))::integer;

-- The zone's abbreviation at an instant, such as EST.
create or replace function holdfast.abbreviation_at(p_at timestamptz, p_zone text) returns text
language plpgsql stable set timezone = 'UTC' as $$
begin
    perform set_config('TimeZone', p_zone, true);
    return to_char(p_at, 'TZ');
end $$;

-- The first instant after the gap that swallowed a wall-clock time. Postgres answers such a time with the offset
-- from before the gap, which lies past it by at most the gap's length: the change is searched in that stretch.
create or replace function holdfast.after_gap(p_local timestamp, p_zone text) returns timestamptz
language plpgsql immutable parallel safe as $$
declare
    v_high timestamptz := p_local at time zone p_zone;
    v_low timestamptz := v_high - ((v_high at time zone p_zone) - p_local);
    v_after integer := holdfast.offset_at(v_high, p_zone);
    v_seconds integer;
    v_middle timestamptz;
begin
    loop
        v_seconds := extract(epoch from v_high - v_low);
        exit when v_seconds <= 1;
        v_middle := v_low + make_interval(secs => v_seconds / 2);
        if holdfast.offset_at(v_middle, p_zone) = v_after then v_high := v_middle; else v_low := v_middle; end if;
    end loop;
    return v_high;
end $$;

-- The instant of a wall-clock time: the first (or p_last, the last) of a repeated one, the first instant after the
-- gap of one that doesn't exist. A repeated time is met by trying the offsets of the days before and after.
create or replace function holdfast.local_instant(p_local timestamp, p_zone text, p_last boolean default false)
returns timestamptz language plpgsql immutable parallel safe as $$
declare
    v_found timestamptz := p_local at time zone p_zone;
    v_utc timestamp := v_found at time zone 'UTC';
    v_before interval := ((v_found - interval '24 hours') at time zone p_zone) - (v_utc - interval '24 hours');
    v_after interval := ((v_found + interval '24 hours') at time zone p_zone) - (v_utc + interval '24 hours');
    v_other timestamptz;
begin
    if v_before = v_after and v_utc + v_before = p_local then return v_found; end if;
    if v_found at time zone p_zone <> p_local then return holdfast.after_gap(p_local, p_zone); end if;
    v_other := (p_local - case when p_last then v_after else v_before end) at time zone 'UTC';
    if v_other at time zone p_zone <> p_local then return v_found; end if;
    return case when p_last then greatest(v_found, v_other) else least(v_found, v_other) end;
end $$;

-- The first instant of a local day, which is not midnight where midnight is skipped.
create or replace function holdfast.day_start(p_day date, p_zone text) returns timestamptz
language sql immutable parallel safe
return holdfast.local_instant(p_day::timestamp, p_zone, false);

-- Every instant at which the business's clock shows a time: one, or both of a repeated hour; where it never does,
-- the first instant after the gap.
create or replace function holdfast.resolve_local(p_local timestamp, p_zone text) returns setof timestamptz
language sql immutable parallel safe
begin atomic
    select holdfast.local_instant(p_local, p_zone, false)
    union
    select holdfast.local_instant(p_local, p_zone, true)
    order by 1;
end;

-- The edge of a search: an instant, or a whole local day, whose end is the first instant of the next.
create or replace function holdfast.edge(p_day date, p_at timestamptz, p_zone text, p_end boolean) returns timestamptz
language sql immutable parallel safe
return coalesce(p_at, holdfast.day_start(p_day + p_end::integer, p_zone));
