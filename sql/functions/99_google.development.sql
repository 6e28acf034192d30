-- A request to the Calendar API: whose it is, what it may, what it does.
create type sandbox.google_answer as (status integer, body jsonb, etag text);

-- Counts a request; true where the account has had its share of this minute.
create function sandbox.google_overspends(p_account text) returns boolean language plpgsql volatile as $$
declare
    v_span constant bigint := extract(epoch from clock_timestamp())::bigint / 10;
begin
    insert into sandbox.google_spent values (p_account, v_span, 1)
    on conflict (account, span) do update set requests = google_spent.requests + 1;
    return (select sum(s.requests) from sandbox.google_spent s where s.account = p_account and s.span > v_span - 6)
        > (select quota from sandbox.google_settings);
end $$;

-- Judges a token before anything else is looked at.
create function sandbox.google_admit(p_token text, p_operation text) returns text language plpgsql volatile as $$
declare
    v_token sandbox.google_tokens;
begin
    if p_token is null then perform sandbox.google_refuse(401, 'required', 'Login Required.', p_location => 'Authorization'); end if;
    select * into v_token from sandbox.google_living(p_token, 'access');
    if not found then perform sandbox.google_refuse(401, 'authError', 'Invalid Credentials', p_location => 'Authorization'); end if;
    if not sandbox.google_suffices(p_operation, v_token.scopes) then
        perform sandbox.google_refuse(403, 'insufficientPermissions', 'Request had insufficient authentication scopes.');
    end if;
    return v_token.account;
end $$;

create function sandbox.google_calendar(p_account text, p_calendar text, p_writes boolean) returns sandbox.google_calendars
language plpgsql volatile as $$
declare
    v_calendar sandbox.google_calendars;
    v_role constant text := (select l.role from sandbox.google_list l where (l.account, l.calendar) = (p_account, p_calendar));
begin
    if v_role is null then perform sandbox.google_refuse(404, 'notFound', 'Not Found'); end if;
    if p_writes and v_role not in ('owner', 'writer') then
        perform sandbox.google_refuse(403, 'requiredAccessLevel', 'You need to have writer access to this calendar.', 'calendar');
    end if;
    perform sandbox.google_confer(p_calendar);
    if p_writes then
        select * into v_calendar from sandbox.google_calendars c where c.id = p_calendar for update;
    else
        select * into v_calendar from sandbox.google_calendars c where c.id = p_calendar;
    end if;
    return v_calendar;
end $$;

-- Does it. What is refused leaves nothing behind, so that faults were used up before: those of lists stand in the query, as `_faults`.
create function sandbox.google_do(
    p_account text, p_operation text, p_calendar text, p_event text, p_query jsonb, p_body jsonb, p_match text)
returns sandbox.google_answer language plpgsql volatile as $$
declare
    v_id constant text := case p_calendar when 'primary' then p_account else p_calendar end;
    v_writes constant boolean := p_operation in ('events.insert', 'events.patch', 'events.update', 'events.delete');
    v_calendar sandbox.google_calendars;
    v_event sandbox.google_events;
    v_role text;
    v_refusal text;
begin
    if v_id is not null then
        v_calendar := sandbox.google_calendar(p_account, v_id, v_writes);
        v_role := (select l.role from sandbox.google_list l where (l.account, l.calendar) = (p_account, v_id));
    end if;
    case p_operation
    when 'events.insert' then v_event := sandbox.google_insert(p_account, v_calendar, p_query, p_body);
    when 'events.patch' then v_event := sandbox.google_change(p_account, v_calendar, p_event, p_query, p_body, p_match, false);
    when 'events.update' then v_event := sandbox.google_change(p_account, v_calendar, p_event, p_query, p_body, p_match, true);
    when 'events.get' then v_event := sandbox.google_existing(v_id, p_event);
    when 'events.delete' then
        perform sandbox.google_delete(v_id, p_event, p_query, p_match);
        return (204, null::jsonb, null::text);
    when 'events.list' then return (200, sandbox.google_list_events(v_calendar, v_role, p_query), sandbox.google_etag(v_calendar.seq));
    when 'events.instances' then return (200, sandbox.google_list_instances(v_calendar, v_role, p_event, p_query), null::text);
    when 'events.watch' then return (200, sandbox.google_watch(p_account, v_id, p_body), null::text);
    when 'channels.stop' then
        perform sandbox.google_stop(p_account, p_body);
        return (204, null::jsonb, null::text);
    when 'freeBusy.query' then return (200, sandbox.google_free_busy(p_account, p_body), null::text);
    when 'calendarList.list' then return (200, sandbox.google_list_calendars(p_account, p_query), null::text);
    when 'calendarList.get' then return (200, (
        select sandbox.google_list_entry(l) from sandbox.google_list l where (l.account, l.calendar) = (p_account, v_id)), null::text);
    when 'calendars.get' then return (200, jsonb_build_object(
        'kind', 'calendar#calendar', 'id', v_id, 'summary', v_calendar.summary, 'timeZone', v_calendar.zone), null::text);
    when 'userinfo.get' then return (200, (
        select jsonb_build_object('sub', a.sub, 'id', a.sub, 'email', a.email, 'email_verified', true, 'verified_email', true, 'name', a.name)
        from sandbox.google_accounts a where a.email = p_account), null::text);
    end case;
    return (200, sandbox.google_shown(v_event, v_role, v_calendar.zone), sandbox.google_etag(v_event.seq));
exception when sqlstate 'GOOGL' then
    get stacked diagnostics v_refusal = pg_exception_detail;
    return ((v_refusal::jsonb #>> '{error,code}')::integer, v_refusal::jsonb, null::text);
end $$;

-- Whose request it is and what goes wrong with it, before it is done. A refusal is an answer.
create function sandbox.google_begin(p_token text, p_operation text, p_calendar text, p_kinds text[])
returns table (account text, refusal text, fault text, options text) language plpgsql volatile as $$
declare
    v_refusal text;
begin
    begin
        account := sandbox.google_admit(p_token, p_operation);
    exception when sqlstate 'GOOGL' then
        get stacked diagnostics v_refusal = pg_exception_detail;
    end;
    if account is not null and p_operation <> 'userinfo.get' and sandbox.google_overspends(account) then
        begin
            perform sandbox.google_refuse(403, 'userRateLimitExceeded', 'User Rate Limit Exceeded', 'usageLimits');
        exception when sqlstate 'GOOGL' then
            get stacked diagnostics v_refusal = pg_exception_detail;
        end;
    end if;
    refusal := v_refusal;
    return query select account, refusal, f.kind, f.options::text
        from (values (1)) one left join sandbox.google_take(
            p_operation, account, case p_calendar when 'primary' then account else p_calendar end, p_kinds) f on true;
end $$;

-- What the calendar's owner does by hand: within no quota, and in nobody else's name unless an organizer is named.
create function sandbox.google_by_hand(p_operation text, p_calendar text, p_event text, p_query jsonb, p_body jsonb)
returns sandbox.google_answer language plpgsql volatile as $$
declare
    v_owner constant text := (select c.owner from sandbox.google_calendars c where c.id = p_calendar);
    v_answer sandbox.google_answer := sandbox.google_do(v_owner, p_operation, p_calendar, p_event, p_query, p_body, null);
begin
    if v_answer.status = 200 and p_body #>> '{organizer,email}' is not null then
        update sandbox.google_events e set organizer = p_body #>> '{organizer,email}'
        where (e.calendar, e.id) = (p_calendar, v_answer.body ->> 'id');
        v_answer.body := v_answer.body || jsonb_build_object('organizer', p_body -> 'organizer');
    end if;
    return v_answer;
end $$;

-- Many events at once; gives how many were taken.
create function sandbox.google_fill(p_calendar text, p_events jsonb) returns bigint language sql volatile
begin atomic
    select count(*) filter (where (a.answer).status = 200)
    from jsonb_array_elements(p_events) e, lateral (select sandbox.google_by_hand('events.insert', p_calendar, null, '{}', e) as answer) a;
end;

-- All that a person or a test may want to see of it.
create function sandbox.google_state() returns jsonb language sql stable
return jsonb_build_object(
    'settings', (select to_jsonb(s) - array['id', 'teller_until'] from sandbox.google_settings s),
    'accounts', (
        select coalesce(jsonb_agg(jsonb_build_object(
            'email', a.email, 'name', a.name, 'zone', a.zone, 'sub', a.sub, 'allowed', coalesce(to_jsonb(g.scopes), '[]'),
            'refresh_tokens', (select count(*) from sandbox.google_tokens t where t.account = a.email and t.kind = 'refresh' and not t.revoked),
            'calendars', (
                select jsonb_agg(jsonb_build_object(
                    'id', c.id, 'summary', c.summary, 'zone', c.zone, 'role', l.role, 'primary', l.is_primary) order by not l.is_primary, c.id)
                from sandbox.google_list l join sandbox.google_calendars c on c.id = l.calendar where l.account = a.email))
            order by a.email), '[]')
        from sandbox.google_accounts a left join sandbox.google_grants g on g.account = a.email),
    'faults', (
        select coalesce(jsonb_agg(f.options || jsonb_strip_nulls(jsonb_build_object(
            'kind', f.kind, 'times', coalesce(f.remaining, 0), 'account', f.account, 'calendar', f.calendar, 'operation', f.operation,
            'seen', f.seen)) order by f.id), '[]')
        from sandbox.google_faults f),
    'channels', (
        select coalesce(jsonb_agg(
            to_jsonb(c) || jsonb_build_object('open', not c.stopped and c.expires_at > holdfast.now()) order by c.id), '[]')
        from sandbox.google_channels c),
    'due_pushes', (select count(*) from sandbox.google_pushes),
    'mails', (select coalesce(jsonb_agg(to_jsonb(m) order by m.id), '[]') from sandbox.google_mails m));

grant select, insert, update, delete on all tables in schema sandbox to holdfast_app;
revoke execute on all functions in schema sandbox from public;
grant execute on all functions in schema sandbox to holdfast_app;
