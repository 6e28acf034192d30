-- Events as they are written: read, judged, stored, told of.

-- What was sent laid over what stands (RFC 7396): objects member by member, lists whole, null takes away.
create function sandbox.google_merged(p_old jsonb, p_new jsonb) returns jsonb language plpgsql immutable as $$
begin
    if jsonb_typeof(p_new) is distinct from 'object' then return p_new; end if;
    return (
        select coalesce(jsonb_object_agg(coalesce(o.key, n.key),
            case when n.key is null then o.value else sandbox.google_merged(o.value, n.value) end), '{}')
        from jsonb_each(case when jsonb_typeof(p_old) = 'object' then p_old else '{}' end) o full join jsonb_each(p_new) n using (key)
        where n.value is distinct from 'null'::jsonb);
end $$;

-- What stands, as it could be sent.
create function sandbox.google_resource(p_event sandbox.google_events) returns jsonb language sql stable
return p_event.body || jsonb_strip_nulls(jsonb_build_object(
    'status', p_event.status, 'recurrence', p_event.recurrence,
    'start', sandbox.google_when(p_event.start_at, p_event.is_all_day, p_event.zone, p_event.zone),
    'end', sandbox.google_when(p_event.end_at, p_event.is_all_day, p_event.zone, p_event.zone)));

-- Refuses what has the wrong shape.
create function sandbox.google_check(p_resource jsonb) returns void language plpgsql stable as $$
declare
    v_name text;
    v_shapes constant jsonb := '{"status": "confirmed|tentative|cancelled", "transparency": "opaque|transparent",
        "visibility": "default|public|private|confidential",
        "eventType": "default|birthday|focusTime|fromGmail|outOfOffice|workingLocation"}';
begin
    foreach v_name in array array['summary', 'description', 'location', 'status', 'transparency', 'visibility', 'eventType'] loop
        if jsonb_typeof(p_resource -> v_name) <> 'string' or p_resource ->> v_name !~ ('^(' || (v_shapes ->> v_name) || ')$') then
            perform sandbox.google_refuse(400, 'invalid', 'Invalid value for: ' || v_name);
        end if;
    end loop;
    if jsonb_typeof(p_resource -> 'attendees') <> 'array' or exists (
        select from jsonb_array_elements(
            case jsonb_typeof(p_resource -> 'attendees') when 'array' then p_resource -> 'attendees' else '[]' end) a
        where coalesce(a ->> 'email', '') !~ '^[^@\s]+@[^@\s]+$')
    then
        perform sandbox.google_refuse(400, 'invalid', 'Invalid attendee email.');
    end if;
    if jsonb_typeof(p_resource #> '{reminders,overrides}') = 'array' and jsonb_array_length(p_resource #> '{reminders,overrides}') > 5 then
        perform sandbox.google_refuse(400, 'invalid', 'Too many reminder overrides specified for an event.');
    end if;
    if exists (
        select from jsonb_each(coalesce(p_resource -> 'extendedProperties', '{}')) s, jsonb_each(s.value) p
        where jsonb_typeof(p.value) <> 'string' or length(p.key) > 44 or length(p.value #>> '{}') > 1024)
    then
        perform sandbox.google_refuse(400, 'invalid', 'Invalid extended property.');
    end if;
end $$;

create function sandbox.google_check_series(p_resource jsonb) returns void language plpgsql stable as $$
begin
    if jsonb_typeof(p_resource -> 'recurrence') <> 'array' or exists (
        select from jsonb_array_elements_text(p_resource -> 'recurrence') l where l !~ '^(RRULE:|(RDATE|EXDATE)[:;])')
    then
        perform sandbox.google_refuse(400, 'invalid', 'Invalid recurrence rule.');
    end if;
    perform sandbox.google_rule(l) from jsonb_array_elements_text(p_resource -> 'recurrence') l where l like 'RRULE:%';
    if p_resource #>> '{start,dateTime}' is not null and p_resource #>> '{start,timeZone}' is null then
        perform sandbox.google_refuse(400, 'required', 'Missing time zone definition for start time.');
    end if;
end $$;

-- The conference that a write leaves: the same request's id asks for nothing new, and a new one is answered later.
create function sandbox.google_conference(p_old jsonb, p_body jsonb, p_query jsonb, p_is_whole boolean, p_meets boolean) returns jsonb
language plpgsql stable as $$
declare
    v_request constant jsonb := p_body #> '{conferenceData,createRequest}';
begin
    if coalesce(p_query #>> '{conferenceDataVersion,0}', '0') = '0' then return p_old; end if;
    if v_request is null then
        return case when p_body ? 'conferenceData' or p_is_whole then nullif(p_body -> 'conferenceData', 'null') else p_old end;
    end if;
    if v_request ->> 'requestId' is null then perform sandbox.google_refuse(400, 'required', 'Required'); end if;
    if v_request ->> 'requestId' = p_old #>> '{createRequest,requestId}' then return p_old; end if;
    if not p_meets or coalesce(v_request #>> '{conferenceSolutionKey,type}', 'hangoutsMeet') <> 'hangoutsMeet' then
        perform sandbox.google_refuse(400, 'invalid', 'Invalid conference type value.');
    end if;
    return jsonb_build_object('createRequest', v_request || '{"status": {"statusCode": "pending"}}');
end $$;

-- The next number of a calendar's changes; whoever has it writes alone.
create function sandbox.google_turn(p_calendar text) returns bigint language sql volatile
begin atomic
    update sandbox.google_calendars c set seq = c.seq + 1 where c.id = p_calendar returning c.seq;
end;

-- Remembers which instances of a series are no more.
create function sandbox.google_reseries(p_old sandbox.google_events, p_new sandbox.google_events) returns void
language plpgsql volatile as $$
declare
    v_now timestamptz[] := '{}';
    v_gone timestamptz[];
begin
    if p_old.recurrence is null then return; end if;
    if p_new.recurrence is not null then
        v_now := array(select sandbox.google_occurrences(p_new, sandbox.google_horizon()));
    end if;
    v_gone := array(select o from sandbox.google_occurrences(p_old, sandbox.google_horizon()) o where o <> all (v_now));
    update sandbox.google_events e set status = 'cancelled', seq = p_new.seq
    where e.calendar = p_new.calendar and e.recurring_event_id = p_new.id and e.original_at = any (v_gone);
    delete from sandbox.google_gone g where g.calendar = p_new.calendar and g.series = p_new.id and g.original_at = any (v_now);
    insert into sandbox.google_gone
    select p_new.calendar, sandbox.google_instance_id(p_old.id, o, p_old.is_all_day, p_old.zone), p_new.seq, p_old.id, o from unnest(v_gone) o
    on conflict (calendar, id) do update set seq = excluded.seq;
end $$;

-- Stores what was sent and merged. Of a new event only the place and the id are known.
create function sandbox.google_store(
    p_account text, p_calendar sandbox.google_calendars, p_old sandbox.google_events, p_resource jsonb, p_body jsonb, p_query jsonb,
    p_is_whole boolean)
returns sandbox.google_events language plpgsql volatile as $$
declare
    v_start sandbox.google_moment;
    v_end sandbox.google_moment;
    v_new sandbox.google_events := p_old;
begin
    perform sandbox.google_check(p_resource);
    v_start := sandbox.google_moment(p_resource -> 'start', 'start', p_calendar.zone);
    v_end := sandbox.google_moment(p_resource -> 'end', 'end', p_calendar.zone);
    if v_start.is_date <> v_end.is_date then
        perform sandbox.google_refuse(400, 'invalid', 'Start and end times must either both be date or both be dateTime.');
    elsif v_end.at < v_start.at or v_end.at = v_start.at and v_end.is_date then
        perform sandbox.google_refuse(400, 'timeRangeEmpty', 'The specified time range is empty.', 'calendar');
    end if;
    if p_resource ? 'recurrence' then perform sandbox.google_check_series(p_resource); end if;
    v_new.seq := sandbox.google_turn(p_calendar.id);
    v_new.status := coalesce(p_resource ->> 'status', 'confirmed');
    v_new.start_at := v_start.at;
    v_new.end_at := v_end.at;
    v_new.is_all_day := v_start.is_date;
    v_new.zone := v_start.zone;
    v_new.recurrence := nullif(p_resource -> 'recurrence', '[]');
    v_new.conference := sandbox.google_conference(p_old.conference, p_body, p_query, p_is_whole, p_calendar.meets);
    v_new.ical_uid := coalesce(p_old.ical_uid, p_resource ->> 'iCalUID', p_old.id || '@google.com');
    v_new.organizer := coalesce(p_old.organizer, p_calendar.id);
    v_new.creator := coalesce(p_old.creator, p_account);
    v_new.sequence := coalesce(p_old.sequence, 0)
        + (p_old.seq is not null and (p_old.start_at, p_old.end_at) is distinct from (v_start.at, v_end.at))::integer;
    v_new.created_at := coalesce(p_old.created_at, holdfast.now());
    v_new.updated_at := holdfast.now();
    v_new.body := jsonb_strip_nulls(p_resource) - array['kind', 'etag', 'htmlLink', 'created', 'updated', 'creator', 'organizer', 'hangoutLink',
        'id', 'status', 'start', 'end', 'recurrence', 'iCalUID', 'sequence', 'recurringEventId', 'originalStartTime', 'conferenceData'];
    perform sandbox.google_reseries(p_old, v_new);
    return sandbox.google_keep(v_new, p_query);
end $$;

-- The row itself, the letters that go out, and what channels are told.
create function sandbox.google_keep(p_event sandbox.google_events, p_query jsonb) returns sandbox.google_events language plpgsql volatile as $$
declare
    v_is_new constant boolean := not exists (select from sandbox.google_events e where (e.calendar, e.id) = (p_event.calendar, p_event.id));
    v_mode constant text := coalesce(p_query #>> '{sendUpdates,0}', 'none');
begin
    delete from sandbox.google_events e where (e.calendar, e.id) = (p_event.calendar, p_event.id);
    insert into sandbox.google_events select p_event.*;
    insert into sandbox.google_mails (calendar, event, kind, recipient)
    select p_event.calendar, p_event.id,
        case when p_event.status = 'cancelled' then 'cancellation' when v_is_new then 'invitation' else 'update' end, a ->> 'email'
    from jsonb_array_elements(p_event.body -> 'attendees') a
    where a ->> 'email' <> p_event.calendar and (v_mode = 'all' or v_mode = 'externalOnly' and not exists (
        select from sandbox.google_accounts g where g.email = a ->> 'email'));
    perform sandbox.google_announce(p_event.calendar);
    return p_event;
end $$;

-- An event, an instance of a series that is as the series says, or nothing.
create function sandbox.google_find(p_calendar text, p_id text) returns sandbox.google_events language plpgsql stable as $$
declare
    v_event sandbox.google_events;
begin
    select * into v_event from sandbox.google_events e where (e.calendar, e.id) = (p_calendar, p_id);
    if found then return v_event; end if;
    select i.* into v_event
    from sandbox.google_events s, sandbox.google_occurrences(s, sandbox.google_horizon() + interval '8 years') at,
        sandbox.google_instance(s, at) i
    where s.calendar = p_calendar and s.id = split_part(p_id, '_', 1) and s.recurrence is not null and i.id = p_id;
    return v_event;
end $$;

-- The same, or a refusal; a write must find it as it was last seen.
create function sandbox.google_existing(p_calendar text, p_id text, p_match text default null) returns sandbox.google_events
language plpgsql stable as $$
declare
    v_event constant sandbox.google_events := sandbox.google_find(p_calendar, p_id);
begin
    if v_event.id is null then perform sandbox.google_refuse(404, 'notFound', 'Not Found'); end if;
    if p_match <> '*' and p_match <> sandbox.google_etag(v_event.seq) then
        perform sandbox.google_refuse(412, 'conditionNotMet', 'Precondition Failed', p_location => 'If-Match');
    end if;
    return v_event;
end $$;

create function sandbox.google_insert(p_account text, p_calendar sandbox.google_calendars, p_query jsonb, p_body jsonb)
returns sandbox.google_events language plpgsql volatile as $$
declare
    v_new sandbox.google_events;
begin
    if p_body ->> 'id' !~ '^[a-v0-9]{5,}$' or length(p_body ->> 'id') > 1024 then
        perform sandbox.google_refuse(400, 'invalid', 'Invalid resource id value.');
    end if;
    if p_body ?& array['id', 'iCalUID'] then perform sandbox.google_refuse(400, 'invalid', 'Invalid value for: iCalUID'); end if;
    v_new.calendar := p_calendar.id;
    v_new.id := coalesce(p_body ->> 'id', left(md5(random()::text || clock_timestamp()), 26));
    if (sandbox.google_find(v_new.calendar, v_new.id)).id is not null then
        perform sandbox.google_refuse(409, 'duplicate', 'The requested identifier already exists.');
    end if;
    return sandbox.google_store(p_account, p_calendar, v_new, sandbox.google_merged('{}', p_body), p_body, p_query, true);
end $$;

-- Changes an event: laid over what stands, or in its place.
create function sandbox.google_change(
    p_account text, p_calendar sandbox.google_calendars, p_id text, p_query jsonb, p_body jsonb, p_match text, p_is_whole boolean)
returns sandbox.google_events language plpgsql volatile as $$
declare
    v_old constant sandbox.google_events := sandbox.google_existing(p_calendar.id, p_id, p_match);
    v_stands constant jsonb := sandbox.google_resource(v_old);
    v_new constant jsonb := case when p_is_whole then sandbox.google_merged('{}', p_body) else sandbox.google_merged(v_stands, p_body) end;
begin
    -- Nothing of Google's says that a deleted event can come back, and programs that tried were refused so.
    if v_old.status = 'cancelled' then perform sandbox.google_refuse(403, 'forbidden', 'Forbidden'); end if;
    if v_old.organizer <> p_calendar.id and exists (
        select from unnest(array['start', 'end', 'summary', 'description', 'location', 'recurrence', 'guestsCanModify', 'status']) k
        where v_new -> k is distinct from v_stands -> k)
    then
        perform sandbox.google_refuse(
            403, 'forbiddenForNonOrganizer', 'Shared properties can only be changed by the organizer of the event.', 'calendar');
    end if;
    return sandbox.google_store(p_account, p_calendar, v_old, v_new, p_body, p_query, p_is_whole);
end $$;

create function sandbox.google_delete(p_calendar text, p_id text, p_query jsonb, p_match text) returns sandbox.google_events
language plpgsql volatile as $$
declare
    v_event sandbox.google_events := sandbox.google_find(p_calendar, p_id);
begin
    if v_event.status = 'cancelled' then perform sandbox.google_refuse(410, 'deleted', 'Resource has been deleted'); end if;
    v_event := sandbox.google_existing(p_calendar, p_id, p_match);
    v_event.status := 'cancelled';
    v_event.seq := sandbox.google_turn(p_calendar);
    v_event.updated_at := holdfast.now();
    update sandbox.google_events e set status = 'cancelled', seq = v_event.seq, updated_at = v_event.updated_at
    where e.calendar = p_calendar and e.recurring_event_id = p_id;
    return sandbox.google_keep(v_event, p_query);
end $$;

-- Answers the requests for a conference that are still open, unless a fault holds or fails them.
create function sandbox.google_confer(p_calendar text) returns void language plpgsql volatile as $$
declare
    v_event sandbox.google_events;
    v_fault text;
begin
    if not exists (
        select from sandbox.google_events e where e.calendar = p_calendar and e.conference #>> '{createRequest,status,statusCode}' = 'pending')
    then
        return;
    end if;
    -- The calendar before its events, as whoever writes takes them.
    perform from sandbox.google_calendars c where c.id = p_calendar for update;
    for v_event in select e.* from sandbox.google_events e
        where e.calendar = p_calendar and e.conference #>> '{createRequest,status,statusCode}' = 'pending'
    loop
        v_fault := (
            select f.kind from sandbox.google_take('conference', null, p_calendar, array['conference_fails', 'conference_waits']) f limit 1);
        if v_fault = 'conference_waits' then continue; end if;
        v_event.seq := sandbox.google_turn(p_calendar);
        v_event.conference := jsonb_set(
            v_event.conference, '{createRequest,status,statusCode}', to_jsonb(case when v_fault is null then 'success' else 'failure' end));
        if v_fault is null then
            v_event.conference := v_event.conference
                || sandbox.google_meeting(v_event.calendar || v_event.id || (v_event.conference #>> '{createRequest,requestId}'));
        end if;
        perform sandbox.google_keep(v_event, '{}');
    end loop;
end $$;

-- A meeting's address is made of letters: abc-defg-hij.
create function sandbox.google_meeting(p_seed text) returns jsonb language sql immutable
return (
    select jsonb_build_object(
        'conferenceId', code, 'conferenceSolution', '{"key": {"type": "hangoutsMeet"}, "name": "Google Meet"}'::jsonb,
        'entryPoints', jsonb_build_array(jsonb_build_object(
            'entryPointType', 'video', 'uri', 'https://meet.google.com/' || code, 'label', 'meet.google.com/' || code)))
    from (
        select translate(left(h, 3) || '-' || substr(h, 4, 4) || '-' || substr(h, 8, 3), '0123456789', 'ghijklmnop') as code
        from (select md5(p_seed) as h) m) c);
