-- Lists of events, a page at a time.

-- Opaque tokens: JSON that nobody should read.
create function sandbox.google_token(p_parts jsonb) returns text language sql immutable
return translate(encode(convert_to(p_parts::text, 'UTF8'), 'base64'), E'+/=\n', '-_');

create function sandbox.google_untoken(p_token text, p_name text) returns jsonb language plpgsql immutable as $$
declare
    v_text constant text := translate(p_token, '-_', '+/');
begin
    return convert_from(decode(rpad(v_text, (length(v_text) + 3) / 4 * 4, '='), 'base64'), 'UTF8')::jsonb;
exception when others then
    perform sandbox.google_refuse(400, 'invalid', format('Invalid %s value.', p_name), p_location => p_name);
end $$;

create function sandbox.google_size(p_query jsonb, p_usual integer, p_most integer) returns integer language plpgsql immutable as $$
declare
    v_text constant text := p_query #>> '{maxResults,0}';
begin
    if v_text !~ '^[1-9]\d{0,8}$' then
        perform sandbox.google_refuse(400, 'invalidParameter', format('Invalid value ''%s''.', v_text), p_location => 'maxResults');
    end if;
    return least(coalesce(v_text::integer, p_usual), p_most);
end $$;

-- What a sync token says, or why it says nothing any more.
create function sandbox.google_since(p_calendar sandbox.google_calendars, p_query jsonb) returns jsonb language plpgsql volatile as $$
declare
    v_token constant jsonb := sandbox.google_untoken(p_query #>> '{syncToken,0}', 'syncToken');
    v_days constant integer := (select sync_days from sandbox.google_settings);
begin
    if p_query ?| array['iCalUID', 'orderBy', 'privateExtendedProperty', 'q', 'sharedExtendedProperty', 'timeMin', 'timeMax', 'updatedMin'] then
        perform sandbox.google_refuse(
            400, 'badRequest', 'Sync token cannot be combined with other query restrictions.', p_location => 'syncToken');
    elsif p_query #>> '{showDeleted,0}' = 'false' then
        perform sandbox.google_refuse(400, 'badRequest', 'Cannot request non-deleted events with a sync token.', p_location => 'showDeleted');
    elsif v_token ->> 'calendar' is distinct from p_calendar.id
        or v_token ->> 'single' is distinct from coalesce(p_query #>> '{singleEvents,0}', 'false')
    then
        perform sandbox.google_refuse(400, 'invalid', 'Invalid sync token value.', p_location => 'syncToken');
    elsif (v_token ->> 'epoch')::integer <> p_calendar.epoch or (v_token ->> 'at')::timestamptz < holdfast.now() - make_interval(days => v_days)
        or p_query -> '_faults' ? 'expired_sync'
    then
        perform sandbox.google_refuse(
            410, 'fullSyncRequired', 'Sync token is no longer valid, a full sync is required.', 'calendar', 'syncToken');
    end if;
    return v_token;
end $$;

-- What a list looks at: all of it, or what changed since a number.
create function sandbox.google_candidates(p_calendar text, p_single boolean, p_until timestamptz, p_since bigint)
returns setof sandbox.google_events language plpgsql stable as $$
begin
    if not p_single then
        return query select e.* from sandbox.google_events e where e.calendar = p_calendar and e.seq > p_since;
        return;
    end if;
    return query select e.* from sandbox.google_expanded(p_calendar, p_until) e where e.seq > p_since;
    if p_since < 0 then return; end if;
    return query select p_calendar, g.id, g.seq, 'cancelled', '{}'::jsonb, g.original_at, g.original_at, s.is_all_day, s.zone,
            null::jsonb, null::jsonb, s.ical_uid, g.series, g.original_at, s.organizer, s.creator, s.sequence, s.created_at, s.updated_at
        from sandbox.google_gone g join sandbox.google_events s on (s.calendar, s.id) = (g.calendar, g.series)
        where g.calendar = p_calendar and g.seq > p_since;
end $$;

-- Whether an event is what a list asks for.
create function sandbox.google_matches(p_event sandbox.google_events, p_query jsonb) returns boolean language plpgsql stable as $$
declare
    v_text constant text := lower(p_query #>> '{q,0}');
    v_words constant text := lower(concat_ws(
        ' ', p_event.body ->> 'summary', p_event.body ->> 'description', p_event.body ->> 'location'));
begin
    return coalesce(p_event.ical_uid = p_query #>> '{iCalUID,0}', true)
        and coalesce(p_event.updated_at >= (p_query #>> '{updatedMin,0}')::timestamptz, true)
        and coalesce(p_query -> 'eventTypes' ? coalesce(p_event.body ->> 'eventType', 'default'), true)
        and (v_text is null or position(v_text in v_words) > 0)
        and not exists (
            select from jsonb_array_elements_text(coalesce(p_query -> 'privateExtendedProperty', '[]')) p
            where p_event.body #>> array['extendedProperties', 'private', split_part(p, '=', 1)]
                is distinct from substr(p, length(split_part(p, '=', 1)) + 2))
        and not exists (
            select from jsonb_array_elements_text(coalesce(p_query -> 'sharedExtendedProperty', '[]')) p
            where p_event.body #>> array['extendedProperties', 'shared', split_part(p, '=', 1)]
                is distinct from substr(p, length(split_part(p, '=', 1)) + 2));
end $$;

create function sandbox.google_list_events(p_calendar sandbox.google_calendars, p_role text, p_query jsonb) returns jsonb
language plpgsql volatile as $$
declare
    v_single constant boolean := coalesce((p_query #>> '{singleEvents,0}') = 'true', false);
    v_order constant text := p_query #>> '{orderBy,0}';
    v_zone constant text := coalesce(p_query #>> '{timeZone,0}', p_calendar.zone);
    v_from constant timestamptz := sandbox.google_instant(p_query #>> '{timeMin,0}', 'timeMin');
    v_to constant timestamptz := sandbox.google_instant(p_query #>> '{timeMax,0}', 'timeMax');
    v_size integer := sandbox.google_size(p_query, 250, 2500);
    v_asked constant text := md5((p_query - array['pageToken', 'maxResults', '_faults'])::text);
    v_is_delta constant boolean := p_query ? 'syncToken';
    v_deleted constant boolean := v_is_delta or coalesce((p_query #>> '{showDeleted,0}') = 'true', false);
    v_since bigint := -1;
    v_page jsonb := jsonb_build_object('asked', v_asked, 'seq', p_calendar.seq, 'after', '');
    v_found jsonb[];
    v_keys text[];
    v_more boolean;
begin
    if v_to <= v_from then
        perform sandbox.google_refuse(400, 'timeRangeEmpty', 'The specified time range is empty.', 'calendar', 'timeMax');
    end if;
    if v_order = 'startTime' and not v_single or v_order not in ('startTime', 'updated') then
        perform sandbox.google_refuse(
            400, 'badRequest', 'The requested ordering is not available for the particular query.', 'calendar', 'orderBy');
    end if;
    if not sandbox.google_is_zone(v_zone) then
        perform sandbox.google_refuse(400, 'invalid', 'Invalid time zone.', p_location => 'timeZone');
    end if;
    perform sandbox.google_instant(p_query #>> '{updatedMin,0}', 'updatedMin');
    if v_is_delta then v_since := (sandbox.google_since(p_calendar, p_query) ->> 'seq')::bigint; end if;
    if p_query ? 'pageToken' then
        v_page := sandbox.google_untoken(p_query #>> '{pageToken,0}', 'pageToken');
        if v_page ->> 'asked' <> v_asked then
            perform sandbox.google_refuse(400, 'invalid', 'Invalid page token value.', p_location => 'pageToken');
        end if;
    end if;
    if p_query -> '_faults' ? 'empty_page' then v_size := 0; end if;
    select array_agg(
            case when (event).status = 'cancelled' then sandbox.google_tombstone(event, v_zone)
                else sandbox.google_shown(event, p_role, v_zone) end order by key),
        array_agg(key order by key)
    into v_found, v_keys from (
        select key, e as event from sandbox.google_candidates(p_calendar.id, v_single, coalesce(v_to, sandbox.google_horizon()), v_since) e,
            lateral (select (case v_order when 'startTime' then to_char(e.start_at at time zone 'UTC', 'YYYYMMDDHH24MISS')
                when 'updated' then to_char(e.updated_at at time zone 'UTC', 'YYYYMMDDHH24MISSUS') else '' end || e.id) collate "C" as key) k
        where key > v_page ->> 'after' and (v_deleted or e.status <> 'cancelled')
        -- A series counts where any of it could.
        and (v_from is null or e.end_at > v_from or e.recurrence is not null) and (v_to is null or e.start_at < v_to)
        and (v_is_delta or sandbox.google_matches(e, p_query))
        order by key limit v_size + 1) page;
    v_more := coalesce(cardinality(v_keys), 0) > v_size;
    return jsonb_strip_nulls(jsonb_build_object(
        'kind', 'calendar#events', 'etag', sandbox.google_etag(p_calendar.seq), 'summary', p_calendar.summary, 'timeZone', p_calendar.zone,
        'updated', sandbox.google_time(holdfast.now(), 'UTC'), 'accessRole', p_role, 'defaultReminders', '[]'::jsonb,
        'nextPageToken', case when v_more then sandbox.google_token(
            v_page || jsonb_build_object('after', case when v_size = 0 then v_page ->> 'after' else v_keys[v_size] end)) end,
        'nextSyncToken', case when not v_more and v_order is null
            and not p_query ?| array['q', 'iCalUID', 'privateExtendedProperty', 'sharedExtendedProperty', 'updatedMin'] then
            sandbox.google_token(jsonb_build_object('calendar', p_calendar.id, 'seq', v_page -> 'seq', 'epoch', p_calendar.epoch,
                'single', v_single::text, 'at', holdfast.now())) end))
        || jsonb_build_object('items', coalesce(to_jsonb(v_found[1:v_size]), '[]'));
end $$;

create function sandbox.google_list_instances(p_calendar sandbox.google_calendars, p_role text, p_id text, p_query jsonb) returns jsonb
language plpgsql volatile as $$
declare
    v_series constant sandbox.google_events := sandbox.google_existing(p_calendar.id, p_id);
begin
    return jsonb_build_object(
        'kind', 'calendar#events', 'summary', p_calendar.summary, 'timeZone', p_calendar.zone, 'accessRole', p_role, 'items', (
            select coalesce(jsonb_agg(sandbox.google_shown(e, p_role, p_calendar.zone) order by e.start_at), '[]')
            from sandbox.google_expanded(
                p_calendar.id, coalesce(sandbox.google_instant(p_query #>> '{timeMax,0}', 'timeMax'), sandbox.google_horizon())) e
            where e.recurring_event_id = v_series.id and e.status <> 'cancelled'
            and e.end_at > coalesce(sandbox.google_instant(p_query #>> '{timeMin,0}', 'timeMin'), '-infinity')));
end $$;
