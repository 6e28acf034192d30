-- What stands in for a telephone network in development: numbers come from the businesses, everything else is what was sent,
-- said and answered. It is made anew, and empty, whenever the functions are applied: nothing of it is worth a migration.
drop schema if exists sandbox cascade;
create schema sandbox;

create table sandbox.settings (
    id boolean primary key default true check (id),
    -- Whether it tells of keywords (Advanced Opt-Out) besides obeying them.
    advanced_opt_out boolean not null default false,
    -- How long a pause before a redirect takes really.
    step_ms integer not null default 200,
    -- Where a call goes whose webhook failed; null for the network's own words of regret.
    fallback text
);
insert into sandbox.settings default values;

create table sandbox.messages (
    id bigint generated always as identity primary key,
    sid text not null unique,
    direction text not null,
    channel text not null,
    sender text not null,
    recipient text not null,
    body text not null,
    status text not null,
    error_code integer,
    segments integer not null,
    -- The network's own answer to a keyword.
    automatic boolean not null default false,
    callback text,
    at timestamptz not null default clock_timestamp(),
    updated_at timestamptz not null default clock_timestamp(),
    -- WhatsApp's window closes by the clock that people can move.
    business_at timestamptz not null default holdfast.now()
);
create index messages_to on sandbox.messages (recipient, id);
create index messages_from on sandbox.messages (sender, id);

-- What becomes of a message, and who is still to be told. A row goes when it was told.
create table sandbox.progress (
    id bigint generated always as identity primary key,
    message bigint not null references sandbox.messages (id),
    status text not null,
    error_code integer,
    held boolean not null default false,
    taken_at timestamptz
);
create index progress_of on sandbox.progress (message, id);

create table sandbox.opted_out (
    number text not null,
    peer text not null,
    primary key (number, peer)
);

create table sandbox.calls (
    id bigint generated always as identity primary key,
    sid text not null unique,
    direction text not null,
    sender text not null,
    recipient text not null,
    status text not null,
    -- Where it stands in what it was told to do.
    state text not null default '{}',
    -- Virtual: what was said, waited and spoken.
    seconds double precision not null default 0,
    at timestamptz not null default clock_timestamp(),
    ended_at timestamptz,
    -- Whoever moves it on; a hang-up waits for nobody.
    busy_until timestamptz
);

create table sandbox.steps (
    call bigint not null references sandbox.calls (id),
    n integer not null,
    kind text not null,
    detail text not null,
    at timestamptz not null default clock_timestamp(),
    primary key (call, n)
);

-- Every webhook that went out and every REST request that came in.
create table sandbox.exchanges (
    id bigint generated always as identity primary key,
    direction text not null,
    event text not null,
    about text not null,
    method text not null,
    url text not null,
    parameters text not null,
    token text not null default '',
    status integer,
    type text,
    answer text,
    ms integer not null,
    fault text,
    at timestamptz not null default clock_timestamp()
);
create index exchanges_about on sandbox.exchanges (about, id);

create table sandbox.faults (
    id bigint generated always as identity primary key,
    kind text not null,
    -- null until it is cleared.
    remaining integer,
    -- Whom it is for; null for anybody.
    recipient text,
    options text not null default '{}'
);

-- The numbers that people can call and text, and whose they are.
create function sandbox.numbers() returns table (number text, takes_whatsapp boolean, slug text, business text)
language plpgsql stable security definer set search_path = holdfast, pg_temp as $$
begin
    return query select n.number, n.takes_whatsapp, t.slug, t.name
        from phone_numbers n join tenants t on t.id = n.tenant_id order by t.slug, n.position, n.id;
end $$;

-- Uses up a fault of each of these kinds that fits, the oldest of each.
create function sandbox.take_faults(p_kinds text[], p_recipient text) returns table (kind text, options text)
language plpgsql volatile as $$
declare
    v_fault sandbox.faults;
begin
    if not exists (select from sandbox.faults) then return; end if;
    for v_fault in
        select distinct on (f.kind) f.* from sandbox.faults f
        where f.kind = any (p_kinds) and (f.recipient is null or f.recipient = p_recipient) order by f.kind, f.id
    loop
        -- Two at once can't both use up the last of it.
        update sandbox.faults f set remaining = f.remaining - 1 where f.id = v_fault.id and f.remaining is distinct from 0;
        if not found then continue; end if;
        delete from sandbox.faults f where f.id = v_fault.id and f.remaining = 0;
        kind := v_fault.kind;
        options := v_fault.options;
        return next;
    end loop;
end $$;

-- The code by which a message is refused at once; null where it is taken.
create function sandbox.refusal(p_channel text, p_sender text, p_recipient text) returns integer language plpgsql stable as $$
declare
    v_number record;
begin
    select * into v_number from sandbox.numbers() n where n.number = p_sender;
    if not found then return case p_channel when 'sms' then 21606 else 63007 end; end if;
    if p_channel = 'whatsapp' and not v_number.takes_whatsapp then return 63007; end if;
    if p_channel = 'sms' and exists (select from sandbox.opted_out o where (o.number, o.peer) = (p_sender, p_recipient)) then
        return 21610;
    end if;
    return null;
end $$;

-- Whether WhatsApp lets a business write what it likes: a day from the customer's last words.
create function sandbox.window_is_open(p_sender text, p_recipient text) returns boolean language plpgsql stable as $$
begin
    return exists (
        select from sandbox.messages m
        where m.channel = 'whatsapp' and (m.sender, m.recipient) = (p_recipient, p_sender)
        and m.business_at > holdfast.now() - interval '24 hours');
end $$;

-- Takes a message and says what will become of it. Faults decide how it ends and who hears of it.
create function sandbox.send_message(
    p_sid text, p_direction text, p_channel text, p_sender text, p_recipient text, p_body text, p_segments integer,
    p_callback text, p_template boolean, p_automatic boolean)
returns setof sandbox.messages language plpgsql volatile as $$
declare
    v_faults jsonb := (
        select coalesce(jsonb_object_agg(f.kind, f.options::jsonb), '{}') from sandbox.take_faults(
            array['undelivered', 'failed', 'sent_only', 'no_callbacks', 'duplicate_callbacks', 'reversed_callbacks',
                'held_callbacks'], p_recipient) f);
    v_path text[] := array['sending', 'sent', 'delivered'];
    v_code integer;
    v_message sandbox.messages;
begin
    if v_faults ? 'sent_only' then v_path := v_path[1:2]; end if;
    if v_faults ? 'undelivered' then
        v_path := array['sending', 'sent', 'undelivered'];
        v_code := (v_faults -> 'undelivered' ->> 'code')::integer;
    elsif v_faults ? 'failed' then
        v_path := array['failed'];
        v_code := (v_faults -> 'failed' ->> 'code')::integer;
    elsif p_channel = 'whatsapp' and not p_template and not sandbox.window_is_open(p_sender, p_recipient) then
        v_path := array['failed'];
        v_code := 63016;
    end if;
    -- Where nobody is told only the end counts.
    if p_callback is null or v_faults ? 'no_callbacks' then v_path := v_path[cardinality(v_path):]; end if;
    if v_faults ? 'reversed_callbacks' then v_path := array(select s from unnest(v_path) with ordinality u (s, n) order by n desc); end if;
    if v_faults ? 'duplicate_callbacks' then v_path := array(select s from unnest(v_path) with ordinality u (s, n), generate_series(1, 2) order by n); end if;
    insert into sandbox.messages (sid, direction, channel, sender, recipient, body, status, segments, automatic, callback)
    values (p_sid, p_direction, p_channel, p_sender, p_recipient, p_body, 'queued', p_segments, p_automatic,
        case when not v_faults ? 'no_callbacks' then p_callback end)
    returning * into v_message;
    insert into sandbox.progress (message, status, error_code, held)
    select v_message.id, s, case when s in ('failed', 'undelivered') then v_code end, v_faults ? 'held_callbacks'
    from unnest(v_path) with ordinality u (s, n) order by n;
    return next v_message;
end $$;

-- Takes what is to be told of one message; nobody else tells it for half a minute.
create function sandbox.take_progress() returns table (id bigint) language plpgsql volatile as $$
declare
    v_late constant timestamptz := clock_timestamp() - interval '30 seconds';
    v_message bigint;
begin
    select m.id into v_message from sandbox.progress p join sandbox.messages m on m.id = p.message
    where not p.held and (p.taken_at is null or p.taken_at < v_late)
    and not exists (select from sandbox.progress o where o.message = p.message and o.taken_at >= v_late)
    order by p.id limit 1 for update of m skip locked;
    return query update sandbox.progress p set taken_at = clock_timestamp()
        where p.message = v_message and not p.held and (p.taken_at is null or p.taken_at < v_late) returning p.id;
end $$;

-- The message as whoever is told of this status finds it: a status never moves backwards here, whatever order it is told in.
create function sandbox.advance(p_progress bigint) returns setof sandbox.messages language plpgsql volatile as $$
declare
    v_order constant text[] := array['queued', 'sending', 'sent', 'delivered', 'read', 'undelivered', 'failed'];
    v_step sandbox.progress;
begin
    delete from sandbox.progress p where p.id = p_progress returning * into v_step;
    update sandbox.messages m set status = v_step.status, error_code = v_step.error_code, updated_at = clock_timestamp()
    where m.id = v_step.message and array_position(v_order, v_step.status) > array_position(v_order, m.status);
    return query select * from sandbox.messages m where m.id = v_step.message;
end $$;

-- What a keyword does to who hears of a number; true where that changed anything.
create function sandbox.obey(p_number text, p_peer text, p_stops boolean) returns boolean language plpgsql volatile as $$
begin
    if p_stops then
        insert into sandbox.opted_out values (p_number, p_peer) on conflict do nothing;
    else
        delete from sandbox.opted_out o where (o.number, o.peer) = (p_number, p_peer);
    end if;
    return found;
end $$;

revoke execute on all functions in schema sandbox from public;
grant usage on schema sandbox to holdfast_app;
grant select, insert, update, delete on all tables in schema sandbox to holdfast_app;
grant execute on all functions in schema sandbox to holdfast_app;
