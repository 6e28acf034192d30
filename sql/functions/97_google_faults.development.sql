-- What goes wrong, and what is told to channels.

-- A number from 0 to 1 that only the seed and the count decide.
create function sandbox.google_chance(p_seed text) returns double precision language sql immutable
return (hashtextextended(p_seed, 7) & 16777215) / 16777216.0;

-- What a storm does to a request of a kind; null where it lets it pass.
create function sandbox.google_weather(p_storm sandbox.google_faults, p_kinds text[], p_operation text) returns jsonb
language plpgsql immutable as $$
declare
    v_seed constant text := (p_storm.options ->> 'seed') || ':' || p_storm.seen;
    v_all jsonb := '[{"kind": "refuse", "status": 500, "reason": "backendError"}, {"kind": "refuse", "status": 503, "reason": "backendError"},
        {"kind": "refuse", "status": 403, "reason": "rateLimitExceeded"}, {"kind": "refuse", "status": 429, "reason": "rateLimitExceeded"},
        {"kind": "refuse", "status": 403, "reason": "userRateLimitExceeded"}, {"kind": "garbage"}, {"kind": "lose_request"},
        {"kind": "lose_answer"}, {"kind": "lose_answer"}, {"kind": "slow", "seconds": 0.5}, {"kind": "slow_answer", "seconds": 0.5},
        {"kind": "freebusy_error", "reason": "internalError"}, {"kind": "expired_sync"}, {"kind": "empty_page"},
        {"kind": "lose_push"}, {"kind": "duplicate_push"}, {"kind": "late_push", "seconds": 1}]';
begin
    if sandbox.google_chance(v_seed) >= (p_storm.options ->> 'rate')::double precision then return null; end if;
    v_all := (
        select jsonb_agg(f) from jsonb_array_elements(v_all) f
        where f ->> 'kind' = any (p_kinds) and (p_storm.options -> 'kinds' is null or p_storm.options -> 'kinds' ? (f ->> 'kind'))
        and (p_operation = 'freeBusy.query' or f ->> 'kind' <> 'freebusy_error')
        and (p_operation = 'events.list' or f ->> 'kind' not in ('expired_sync', 'empty_page')));
    return v_all -> floor(sandbox.google_chance(v_seed || ':kind') * jsonb_array_length(v_all))::integer;
end $$;

-- Uses up the oldest fault of each kind that fits; a storm counts every request, and chooses by its seed.
create function sandbox.google_take(p_operation text, p_account text, p_calendar text, p_kinds text[]) returns table (kind text, options jsonb)
language plpgsql volatile as $$
declare
    v_fault sandbox.google_faults;
    v_weather jsonb;
begin
    if not exists (select from sandbox.google_faults) then return; end if;
    for v_fault in select distinct on (f.kind) f.* from sandbox.google_faults f
        where f.kind = any (array_append(p_kinds, 'storm')) and (f.account is null or f.account = p_account)
        and (f.calendar is null or f.calendar = p_calendar) and (f.operation is null or p_operation like f.operation)
        order by f.kind, f.id
    loop
        update sandbox.google_faults f set remaining = f.remaining - (f.kind <> 'storm')::integer, seen = f.seen + 1
        where f.id = v_fault.id and f.remaining is distinct from 0 returning f.* into v_fault;
        if not found then continue; end if;
        delete from sandbox.google_faults f where f.id = v_fault.id and f.remaining = 0;
        v_weather := case when v_fault.kind = 'storm' then sandbox.google_weather(v_fault, p_kinds, p_operation)
            else v_fault.options || jsonb_build_object('kind', v_fault.kind) end;
        if v_weather is null then continue; end if;
        kind := v_weather ->> 'kind';
        options := v_weather;
        return next;
    end loop;
end $$;

-- Tells every living channel of a calendar that something changed there. A message that gets lost has its number all the same.
create function sandbox.google_announce(p_calendar text, p_state text default 'exists', p_channel text default null) returns void
language plpgsql volatile as $$
declare
    v_channel sandbox.google_channels;
    v_faults jsonb;
begin
    for v_channel in
        update sandbox.google_channels c set number = c.number + 1
        where c.calendar = p_calendar and not c.stopped and c.expires_at > holdfast.now() and (p_channel is null or c.id = p_channel)
        returning c.*
    loop
        v_faults := (select coalesce(jsonb_object_agg(f.kind, f.options), '{}') from sandbox.google_take(
            'push', v_channel.account, p_calendar, array['lose_push', 'duplicate_push', 'late_push', 'held_push']) f);
        if v_faults ? 'lose_push' then continue; end if;
        insert into sandbox.google_pushes (channel, number, state, held, due)
        select v_channel.id, v_channel.number, p_state, v_faults ? 'held_push',
            clock_timestamp() + make_interval(secs => coalesce((v_faults #>> '{late_push,seconds}')::double precision, 0))
        from generate_series(1, 1 + (v_faults ? 'duplicate_push')::integer);
    end loop;
end $$;

-- Whether this worker waits for the messages that are due soon: one does, so that the others stay free.
create function sandbox.google_waits_for_pushes() returns double precision language plpgsql volatile as $$
declare
    v_due constant timestamptz := (select min(p.due) from sandbox.google_pushes p where not p.held);
begin
    if v_due is null or v_due > clock_timestamp() + interval '5 seconds' then return null; end if;
    update sandbox.google_settings s set teller_until = v_due where s.teller_until < clock_timestamp();
    return case when found then greatest(extract(epoch from v_due - clock_timestamp())::double precision, 0) end;
end $$;

-- The next message that is due, which nobody else sends for the next half minute.
create function sandbox.google_take_push()
returns table (
    id bigint, number bigint, state text, tries integer, channel text, address text, token text, resource_id text, calendar text,
    expires text)
language plpgsql volatile as $$
declare
    v_push sandbox.google_pushes;
begin
    select * into v_push from sandbox.google_pushes p where not p.held and p.due <= clock_timestamp()
    order by p.due limit 1 for update skip locked;
    if not found then return; end if;
    update sandbox.google_pushes p set due = clock_timestamp() + interval '30 seconds' where p.id = v_push.id;
    return query select v_push.id, v_push.number, v_push.state, v_push.tries, c.id, c.address, c.token, c.resource_id, c.calendar,
            to_char(c.expires_at at time zone 'UTC', 'Dy, DD Mon YYYY HH24:MI:SS "GMT"')
        from sandbox.google_channels c where c.id = v_push.channel;
end $$;

-- A message was taken, or turned away for good, or is tried again a little later.
create function sandbox.google_settle_push(p_push bigint, p_again boolean) returns void language plpgsql volatile as $$
begin
    if p_again then
        update sandbox.google_pushes p set tries = p.tries + 1, due = clock_timestamp() + make_interval(secs => 0.5 * 2 ^ p.tries)
        where p.id = p_push and p.tries < 4;
        if found then return; end if;
    end if;
    delete from sandbox.google_pushes p where p.id = p_push;
end $$;
