-- Events as Google shows them.
create function sandbox.google_etag(p_seq bigint) returns text language sql immutable
return '"' || 3500000000000000 + p_seq * 2 || '"';

-- What an instance was before it differed.
create function sandbox.google_origin(p_event sandbox.google_events, p_zone text) returns jsonb language sql stable
return case when p_event.recurring_event_id is null then '{}'::jsonb else jsonb_build_object(
    'recurringEventId', p_event.recurring_event_id,
    'originalStartTime', sandbox.google_when(p_event.original_at, p_event.is_all_day, p_event.zone, p_zone)) end;

-- A deleted event, of which no more is promised.
create function sandbox.google_tombstone(p_event sandbox.google_events, p_zone text) returns jsonb language sql stable
return jsonb_build_object('kind', 'calendar#event', 'etag', sandbox.google_etag(p_event.seq), 'id', p_event.id, 'status', 'cancelled')
    || sandbox.google_origin(p_event, p_zone);

-- Attendees with the calendar's own among them marked.
create function sandbox.google_attendees(p_attendees jsonb, p_calendar text, p_organizer text) returns jsonb language sql immutable
return (
    select jsonb_agg('{"responseStatus": "needsAction"}'::jsonb || a
        || case when a ->> 'email' = p_calendar then '{"self": true}' else '{}' end::jsonb
        || case when a ->> 'email' = p_organizer then '{"organizer": true}' else '{}' end::jsonb order by n)
    from jsonb_array_elements(p_attendees) with ordinality u (a, n));

-- A time that is busy, without a word of what it is.
create function sandbox.google_outline(p_event sandbox.google_events, p_zone text) returns jsonb language plpgsql stable as $$
begin
    return jsonb_strip_nulls(jsonb_build_object(
        'kind', 'calendar#event', 'etag', sandbox.google_etag(p_event.seq), 'id', p_event.id, 'status', p_event.status,
        'start', sandbox.google_when(p_event.start_at, p_event.is_all_day, p_event.zone, p_zone),
        'end', sandbox.google_when(p_event.end_at, p_event.is_all_day, p_event.zone, p_zone), 'recurrence', p_event.recurrence,
        'iCalUID', p_event.ical_uid, 'sequence', p_event.sequence, 'transparency', p_event.body -> 'transparency',
        'visibility', 'private', 'eventType', coalesce(p_event.body ->> 'eventType', 'default')))
        || case when p_event.recurring_event_id is null then '{}' else sandbox.google_origin(p_event, p_zone) end;
end $$;

-- The whole of it.
create function sandbox.google_shown(p_event sandbox.google_events, p_role text, p_zone text) returns jsonb language plpgsql stable as $$
declare
    v_shown jsonb := sandbox.google_outline(p_event, p_zone);
begin
    if p_role = 'freeBusyReader' or p_role = 'reader' and p_event.body ->> 'visibility' in ('private', 'confidential') then
        return v_shown;
    end if;
    v_shown := v_shown - 'visibility' || jsonb_strip_nulls(jsonb_build_object(
        'htmlLink', 'https://www.google.com/calendar/event?eid='
            || translate(encode(convert_to(p_event.id || ' ' || p_event.calendar, 'UTF8'), 'base64'), E'+/=\n', '-_'),
        'created', sandbox.google_time(p_event.created_at, 'UTC'), 'updated', sandbox.google_time(p_event.updated_at, 'UTC'),
        'creator', jsonb_build_object('email', p_event.creator, 'self', nullif(p_event.creator = p_event.calendar, false)),
        'organizer', jsonb_build_object('email', p_event.organizer, 'self', nullif(p_event.organizer = p_event.calendar, false)),
        'conferenceData', p_event.conference,
        'hangoutLink', jsonb_path_query_first(p_event.conference, '$.entryPoints[*] ? (@.entryPointType == "video").uri')))
        || '{"reminders": {"useDefault": true}}' || p_event.body;
    if not p_event.body ? 'attendees' then return v_shown; end if;
    return v_shown || jsonb_build_object(
        'attendees', sandbox.google_attendees(p_event.body -> 'attendees', p_event.calendar, p_event.organizer));
end $$;
