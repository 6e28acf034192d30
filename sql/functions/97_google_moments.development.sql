-- Times as Google reads and writes them, and the repetitions of a series (RFC 5545, section 3.3.10).
create type sandbox.google_moment as (at timestamptz, is_date boolean, zone text);

create function sandbox.google_is_zone(p_zone text) returns boolean language plpgsql stable as $$
begin
    -- Postgres takes `Foo/Bar3` for a rule of its own (POSIX): only these names have digits.
    if p_zone !~ '^(UTC|GMT|Etc/GMT[+-]\d{1,2}|[A-Za-z]+/[A-Za-z_-]+(/[A-Za-z_-]+)?)$' then return false; end if;
    perform now() at time zone p_zone;
    return true;
exception when invalid_parameter_value then
    return false;
end $$;

-- Reads `{dateTime, timeZone}` or `{date}`; a day begins in the calendar's zone.
create function sandbox.google_moment(p_when jsonb, p_name text, p_zone text) returns sandbox.google_moment
language plpgsql stable as $$
declare
    v_date constant text := p_when ->> 'date';
    v_time constant text := p_when ->> 'dateTime';
    v_zone constant text := p_when ->> 'timeZone';
begin
    if v_date is null and v_time is null then
        perform sandbox.google_refuse(400, 'required', format('Missing %s time.', p_name));
    elsif v_date is not null and v_time is not null then
        perform sandbox.google_refuse(400, 'invalid', format('Invalid %s time.', p_name));
    elsif v_zone is not null and not sandbox.google_is_zone(v_zone) then
        perform sandbox.google_refuse(400, 'invalid', format('Invalid time zone definition for %s time.', p_name));
    elsif v_date ~ '^\d{4}-\d\d-\d\d$' then
        return (v_date::date::timestamp at time zone p_zone, true, p_zone);
    elsif v_time ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$' then
        return (date_trunc('second', v_time::timestamptz), false, coalesce(v_zone, p_zone));
    elsif v_time !~ '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?$' or v_date is not null then
        perform sandbox.google_refuse(400, 'invalid', format('Invalid %s time.', p_name));
    elsif v_zone is null then
        perform sandbox.google_refuse(400, 'required', format('Missing time zone definition for %s time.', p_name));
    end if;
    return (date_trunc('second', v_time::timestamp) at time zone v_zone, false, v_zone);
exception when invalid_datetime_format or datetime_field_overflow then
    perform sandbox.google_refuse(400, 'invalid', format('Invalid %s time.', p_name));
end $$;

-- An instant in a parameter, whose offset is mandatory.
create function sandbox.google_instant(p_text text, p_name text) returns timestamptz language plpgsql stable as $$
begin
    if p_text is null or p_text ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$' then return p_text::timestamptz; end if;
    perform sandbox.google_refuse(400, 'badRequest', 'Bad Request', p_location => p_name);
exception when invalid_datetime_format or datetime_field_overflow then
    perform sandbox.google_refuse(400, 'badRequest', 'Bad Request', p_location => p_name);
end $$;

-- RFC 3339 with the zone's own offset. In PL/pgSQL, as what follows: it keeps its plan, and a page holds hundreds of times.
create function sandbox.google_time(p_at timestamptz, p_zone text) returns text language plpgsql stable as $$
declare
    v_local constant timestamp := p_at at time zone p_zone;
    v_offset constant interval := v_local - (p_at at time zone 'UTC');
begin
    return to_char(v_local, 'YYYY-MM-DD"T"HH24:MI:SS') || case when v_offset = interval '0' then 'Z'
        when v_offset < interval '0' then '-' || to_char(-v_offset, 'HH24:MI') else '+' || to_char(v_offset, 'HH24:MI') end;
end $$;

create function sandbox.google_when(p_at timestamptz, p_is_day boolean, p_zone text, p_shown text) returns jsonb language plpgsql stable as $$
begin
    if p_is_day then return jsonb_build_object('date', to_char(p_at at time zone p_zone, 'YYYY-MM-DD')); end if;
    return jsonb_build_object('dateTime', sandbox.google_time(p_at, p_shown), 'timeZone', p_zone);
end $$;

-- The parts of `RRULE:…` by their names; refused where they aren't whole.
create function sandbox.google_rule(p_line text) returns jsonb language plpgsql immutable as $$
declare
    v_rule constant jsonb := (
        select jsonb_object_agg(split_part(part, '=', 1), split_part(part, '=', 2)) from string_to_table(substr(p_line, 7), ';') part);
    v_shapes constant jsonb := '{"FREQ": "(DAILY|WEEKLY|MONTHLY|YEARLY)", "INTERVAL": "[1-9]\\d{0,3}", "COUNT": "[1-9]\\d{0,3}",
        "UNTIL": "\\d{8}(T\\d{6}Z)?", "BYDAY": "[+-]?\\d*(MO|TU|WE|TH|FR|SA|SU)(,[+-]?\\d*(MO|TU|WE|TH|FR|SA|SU))*",
        "BYMONTHDAY": "-?\\d{1,2}(,-?\\d{1,2})*", "BYMONTH": "\\d{1,2}(,\\d{1,2})*", "WKST": "(MO|SU)"}';
begin
    if not v_rule ? 'FREQ' or v_rule ?& array['COUNT', 'UNTIL']
        or exists (select from jsonb_each_text(v_rule) p where coalesce(p.value !~ ('^' || (v_shapes ->> p.key) || '$'), true))
    then
        perform sandbox.google_refuse(400, 'invalid', 'Invalid recurrence rule.');
    end if;
    return v_rule;
end $$;

-- The instants that RDATE or EXDATE lines name: `EXDATE;TZID=Europe/Paris:20261201T090000,…`.
create function sandbox.google_dates(p_lines jsonb, p_name text, p_zone text) returns setof timestamptz language sql stable
begin atomic
    select case when d like '%Z' then d::timestamptz
        else d::timestamp at time zone coalesce(substring(split_part(l, ':', 1) from 'TZID=([^;:]+)'), p_zone) end
    from jsonb_array_elements_text(coalesce(p_lines, '[]')) l, string_to_table(split_part(l, ':', 2), ',') d
    where l like p_name || '%';
end;

-- Whether a day fits a rule that begins on another.
create function sandbox.google_fits(p_day date, p_first date, p_rule jsonb) returns boolean language plpgsql immutable as $$
declare
    v_every constant integer := coalesce((p_rule ->> 'INTERVAL')::integer, 1);
    v_months constant integer := (extract(year from p_day) - extract(year from p_first)) * 12
        + extract(month from p_day) - extract(month from p_first);
    v_last constant integer := extract(day from date_trunc('month', p_day) + interval '1 month - 1 day');
    v_of integer := extract(day from p_day);
    v_name constant text := (array['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'])[extract(isodow from p_day)::integer];
    v_days constant text[] := string_to_array(p_rule ->> 'BYDAY', ',');
begin
    if p_rule ? 'BYMONTH' and not extract(month from p_day)::integer::text = any (string_to_array(p_rule ->> 'BYMONTH', ',')) then
        return false;
    end if;
    case p_rule ->> 'FREQ'
    when 'DAILY' then
        return (p_day - p_first) % v_every = 0 and (v_days is null or v_name = any (v_days));
    when 'WEEKLY' then
        return (date_trunc('week', p_day)::date - date_trunc('week', p_first)::date) / 7 % v_every = 0
            and case when v_days is null then extract(isodow from p_day) = extract(isodow from p_first) else v_name = any (v_days) end;
    when 'MONTHLY' then
        if v_months % v_every <> 0 then return false; end if;
    else
        if (extract(year from p_day) - extract(year from p_first))::integer % v_every <> 0 then return false; end if;
        if not p_rule ? 'BYMONTH' and extract(month from p_day) <> extract(month from p_first) then return false; end if;
    end case;
    if p_rule ? 'BYMONTHDAY' then
        return array[v_of::text, (v_of - v_last - 1)::text] && string_to_array(p_rule ->> 'BYMONTHDAY', ',');
    elsif v_days is not null then
        return array[v_name, (v_of + 6) / 7 || v_name, '+' || (v_of + 6) / 7 || v_name, '-' || (v_last - v_of + 7) / 7 || v_name] && v_days;
    end if;
    return v_of = extract(day from p_first);
end $$;

-- When a series happens, until an instant.
create function sandbox.google_occurrences(p_event sandbox.google_events, p_until timestamptz) returns setof timestamptz
language plpgsql stable as $$
declare
    v_first constant timestamp := p_event.start_at at time zone p_event.zone;
    v_rule constant jsonb := (
        select sandbox.google_rule(l) from jsonb_array_elements_text(p_event.recurrence) l where l like 'RRULE:%' limit 1);
    v_end constant timestamptz := case when length(v_rule ->> 'UNTIL') = 8
        then ((v_rule ->> 'UNTIL')::timestamp + interval '1 day - 1 second') at time zone p_event.zone
        else (v_rule ->> 'UNTIL')::timestamptz end;
    v_until constant timestamptz := least(p_until, v_end);
begin
    return query
        with days as (
            select d::date as day from generate_series(v_first::date, (v_until at time zone p_event.zone)::date, interval '1 day') d
            where v_rule is not null and sandbox.google_fits(d::date, v_first::date, v_rule)
            order by 1 limit coalesce((v_rule ->> 'COUNT')::integer, 20000)
        )
        select at from (
            select (day + v_first::time) at time zone p_event.zone as at from days
            union select p_event.start_at
            union select sandbox.google_dates(p_event.recurrence, 'RDATE', p_event.zone)
        ) every
        where at <= v_until
        except select sandbox.google_dates(p_event.recurrence, 'EXDATE', p_event.zone);
end $$;

create function sandbox.google_instance_id(p_series text, p_at timestamptz, p_is_day boolean, p_zone text) returns text language sql stable
return p_series || '_' || case when p_is_day then to_char(p_at at time zone p_zone, 'YYYYMMDD')
    else to_char(p_at at time zone 'UTC', 'YYYYMMDD"T"HH24MISS"Z"') end;

-- An instance that is as its series says.
create function sandbox.google_instance(p_series sandbox.google_events, p_at timestamptz) returns sandbox.google_events
language plpgsql stable as $$
declare
    v_event sandbox.google_events := p_series;
begin
    v_event.id := sandbox.google_instance_id(p_series.id, p_at, p_series.is_all_day, p_series.zone);
    v_event.recurring_event_id := p_series.id;
    v_event.original_at := p_at;
    v_event.recurrence := null;
    v_event.start_at := p_at;
    v_event.end_at := case when p_series.is_all_day
        then ((p_at at time zone p_series.zone)
            + ((p_series.end_at at time zone p_series.zone) - (p_series.start_at at time zone p_series.zone)))
            at time zone p_series.zone
        else p_at + (p_series.end_at - p_series.start_at) end;
    return v_event;
end $$;

-- How far a series without an end is looked into.
create function sandbox.google_horizon() returns timestamptz language sql stable return holdfast.now() + interval '2 years';

-- Every single event and every instance that begins before an instant, the cancelled ones too.
create function sandbox.google_expanded(p_calendar text, p_until timestamptz) returns setof sandbox.google_events
language plpgsql stable as $$
declare
    v_series sandbox.google_events;
begin
    return query select e.* from sandbox.google_events e where e.calendar = p_calendar and e.recurrence is null and e.start_at < p_until;
    for v_series in select e.* from sandbox.google_events e
        where e.calendar = p_calendar and e.recurrence is not null and e.start_at < p_until
    loop
        return query select i.* from sandbox.google_occurrences(v_series, p_until) at, sandbox.google_instance(v_series, at) i
            where not exists (select from sandbox.google_events x where x.calendar = p_calendar and x.id = i.id);
    end loop;
end $$;
