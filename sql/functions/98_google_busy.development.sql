-- What is busy, which calendars there are, and the channels that tell of their changes.

-- The times of a calendar that are taken, in one piece where they touch.
create function sandbox.google_busy(p_calendar text, p_from timestamptz, p_to timestamptz, p_zone text) returns jsonb language sql stable
return (
    select coalesce(jsonb_agg(jsonb_build_object(
        'start', sandbox.google_time(lower(r), p_zone), 'end', sandbox.google_time(upper(r), p_zone)) order by r), '[]')
    from (
        select range_agg(tstzrange(greatest(e.start_at, p_from), least(e.end_at, p_to))) as ranges
        from sandbox.google_expanded(p_calendar, p_to) e
        where e.status <> 'cancelled' and e.end_at > p_from and e.end_at > e.start_at
        and coalesce(e.body ->> 'transparency', 'opaque') = 'opaque' and coalesce(e.body ->> 'eventType', 'default') <> 'workingLocation'
        and not e.body @> jsonb_build_object(
            'attendees', jsonb_build_array(jsonb_build_object('email', p_calendar, 'responseStatus', 'declined')))
    ) b, unnest(b.ranges) r);

create function sandbox.google_free_busy(p_account text, p_body jsonb) returns jsonb language plpgsql volatile as $$
declare
    v_from constant timestamptz := sandbox.google_instant(p_body ->> 'timeMin', 'timeMin');
    v_to constant timestamptz := sandbox.google_instant(p_body ->> 'timeMax', 'timeMax');
    v_zone constant text := coalesce(p_body ->> 'timeZone', 'UTC');
    v_items constant jsonb := coalesce(p_body -> 'items', '[]');
    v_calendars jsonb := '{}';
    v_id text;
    v_own text;
    v_error text;
begin
    if v_from is null or v_to is null then
        perform sandbox.google_refuse(400, 'required', 'Missing ' || case when v_from is null then 'timeMin' else 'timeMax' end);
    end if;
    if v_to <= v_from then
        perform sandbox.google_refuse(400, 'timeRangeEmpty', 'The specified time range is empty.', 'calendar', 'timeMax');
    end if;
    if v_to > v_from + interval '90 days' then
        perform sandbox.google_refuse(400, 'timeRangeTooLong', 'The requested time range is too long.', 'calendar', 'timeRange');
    end if;
    if not sandbox.google_is_zone(v_zone) then perform sandbox.google_refuse(400, 'invalid', 'Invalid time zone.'); end if;
    for v_id in select i ->> 'id' from jsonb_array_elements(v_items) i where i ->> 'id' is not null loop
        v_own := case v_id when 'primary' then p_account else v_id end;
        v_error := case when jsonb_array_length(v_items) > 50 then 'tooManyCalendarsRequested' end;
        v_error := coalesce(v_error, (
            select coalesce(f.options ->> 'reason', 'internalError')
            from sandbox.google_take('freeBusy.query', p_account, v_own, array['freebusy_error']) f limit 1));
        if v_error is null and not exists (select from sandbox.google_list l where (l.account, l.calendar) = (p_account, v_own)) then
            v_error := 'notFound';
        end if;
        v_calendars := v_calendars || jsonb_build_object(v_id, case
            when v_error is null then jsonb_build_object('busy', sandbox.google_busy(v_own, v_from, v_to, v_zone))
            else jsonb_build_object(
                'errors', jsonb_build_array(jsonb_build_object('domain', 'global', 'reason', v_error)), 'busy', '[]'::jsonb) end);
    end loop;
    return jsonb_build_object(
        'kind', 'calendar#freeBusy', 'timeMin', sandbox.google_time(v_from, 'UTC'), 'timeMax', sandbox.google_time(v_to, 'UTC'),
        'calendars', v_calendars);
end $$;

create function sandbox.google_list_entry(p_entry sandbox.google_list) returns jsonb language sql stable
return (
    select jsonb_strip_nulls(jsonb_build_object(
        'kind', 'calendar#calendarListEntry', 'etag', sandbox.google_etag(c.epoch), 'id', c.id, 'summary', c.summary,
        'timeZone', c.zone, 'colorId', '14',
        'selected', true, 'accessRole', p_entry.role, 'primary', nullif(p_entry.is_primary, false), 'defaultReminders', '[]'::jsonb,
        'conferenceProperties', jsonb_build_object(
            'allowedConferenceSolutionTypes', case when c.meets then '["hangoutsMeet"]'::jsonb else '[]' end)))
    from sandbox.google_calendars c where c.id = p_entry.calendar);

create function sandbox.google_list_calendars(p_account text, p_query jsonb) returns jsonb language plpgsql volatile as $$
declare
    v_size constant integer := sandbox.google_size(p_query, 100, 250);
    v_roles constant text[] := array['freeBusyReader', 'reader', 'writer', 'owner'];
    v_least constant integer := coalesce(array_position(v_roles, p_query #>> '{minAccessRole,0}'), 1);
    v_after constant text := case when p_query ? 'pageToken'
        then sandbox.google_untoken(p_query #>> '{pageToken,0}', 'pageToken') ->> 'after' else '' end;
    v_found jsonb[];
begin
    v_found := array(
        select sandbox.google_list_entry(l) from sandbox.google_list l
        where l.account = p_account and l.calendar collate "C" > v_after and array_position(v_roles, l.role) >= v_least
        order by l.calendar collate "C" limit v_size + 1);
    return jsonb_strip_nulls(jsonb_build_object(
        'kind', 'calendar#calendarList', 'etag', '"p32of"', 'items', coalesce(to_jsonb(v_found[1:v_size]), '[]'),
        'nextPageToken', case when cardinality(v_found) > v_size
            then sandbox.google_token(jsonb_build_object('after', v_found[v_size] ->> 'id')) end,
        'nextSyncToken', case when cardinality(v_found) <= v_size then sandbox.google_token(jsonb_build_object('account', p_account)) end));
end $$;

-- Opens a channel that tells of a calendar's changes. Who opens it is told at once that it is open.
create function sandbox.google_watch(p_account text, p_calendar text, p_body jsonb) returns jsonb language plpgsql volatile as $$
declare
    v_asked constant timestamptz := least(
        to_timestamp((p_body ->> 'expiration')::double precision / 1000),
        holdfast.now() + make_interval(secs => (p_body #>> '{params,ttl}')::double precision));
    v_resource constant text := left(translate(encode(sha256(convert_to(p_account || p_calendar, 'UTF8')), 'base64'), '+/=', '-_'), 27);
    v_channel sandbox.google_channels;
begin
    if coalesce(p_body ->> 'id', '') !~ '^[A-Za-z0-9_+/=-]{1,64}$' then
        perform sandbox.google_refuse(400, 'invalid', 'Invalid channel id.');
    end if;
    if p_body ->> 'type' is distinct from 'web_hook' then
        perform sandbox.google_refuse(400, 'channelUnknown', 'Unknown channel type.', 'push');
    end if;
    if length(p_body ->> 'token') > 256 then perform sandbox.google_refuse(400, 'invalid', 'Channel token is too long.'); end if;
    if v_asked <= holdfast.now() then
        perform sandbox.google_refuse(400, 'channelExpirationInvalid', 'Channel expiration is invalid.', 'push');
    end if;
    insert into sandbox.google_channels (id, resource_id, calendar, account, address, token, expires_at)
    values (p_body ->> 'id', v_resource, p_calendar, p_account, p_body ->> 'address', p_body ->> 'token',
        least(coalesce(v_asked, holdfast.now() + interval '7 days'), holdfast.now() + interval '30 days'))
    on conflict do nothing returning * into v_channel;
    if not found then
        perform sandbox.google_refuse(400, 'channelIdNotUnique', format('Channel id %s not unique', p_body ->> 'id'));
    end if;
    perform sandbox.google_announce(p_calendar, 'sync', v_channel.id);
    return jsonb_strip_nulls(jsonb_build_object(
        'kind', 'api#channel', 'id', v_channel.id, 'resourceId', v_channel.resource_id, 'token', v_channel.token,
        'resourceUri', 'https://www.googleapis.com/calendar/v3/calendars/' || p_calendar || '/events?alt=json',
        'expiration', floor(extract(epoch from v_channel.expires_at) * 1000)::bigint::text));
exception when invalid_text_representation then
    perform sandbox.google_refuse(400, 'invalid', 'Invalid value for: expiration');
end $$;

create function sandbox.google_stop(p_account text, p_body jsonb) returns void language plpgsql volatile as $$
begin
    update sandbox.google_channels c set stopped = true
    where c.id = p_body ->> 'id' and c.resource_id = p_body ->> 'resourceId' and c.account = p_account and not c.stopped
    and c.expires_at > holdfast.now();
    if not found then
        perform sandbox.google_refuse(404, 'notFound', format('Channel ''%s'' not found for project ''sandbox''', p_body ->> 'id'));
    end if;
end $$;
