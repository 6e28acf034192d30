-- What stands in for Google in development: accounts with their calendars, what each allowed us, and what we are still to be told.
-- Facts that it keeps to: RFC 6749, RFC 5545 and Google's own pages; docs/sandbox.md names what is played and what isn't.
create table sandbox.google_settings (
    id boolean primary key default true check (id),
    -- Requests that an account has in a minute of machine time.
    quota integer not null default 600,
    -- How long a sync token is good, by the clock that people can move.
    sync_days integer not null default 30,
    -- A program that Google hasn't looked at yet: its refresh tokens live a week.
    testing boolean not null default false,
    -- Until when a worker waits for the pushes that are due soon.
    teller_until timestamptz not null default '-infinity'
);
insert into sandbox.google_settings default values;

create table sandbox.google_accounts (
    email text primary key,
    sub text not null unique default lpad((1e20 + floor(random() * 1e20))::numeric(22, 0)::text, 21, '1'),
    name text not null,
    zone text not null
);

create table sandbox.google_calendars (
    id text primary key,
    owner text not null references sandbox.google_accounts (email),
    summary text not null,
    zone text not null,
    -- The number of its last change; sync tokens and etags are made of it.
    seq bigint not null default 0,
    -- Sync tokens of earlier epochs are dead.
    epoch integer not null default 1,
    meets boolean not null default true
);

-- The calendars that each account sees, and what it may do there.
create table sandbox.google_list (
    account text not null references sandbox.google_accounts (email),
    calendar text not null references sandbox.google_calendars (id),
    role text not null,
    is_primary boolean not null default false,
    primary key (account, calendar)
);

create table sandbox.google_events (
    calendar text not null references sandbox.google_calendars (id),
    id text not null,
    seq bigint not null,
    status text not null,
    -- What whoever wrote it chose freely: summary, attendees, extendedProperties and the like.
    body jsonb not null,
    start_at timestamptz not null,
    end_at timestamptz not null,
    is_all_day boolean not null,
    -- Where its days and its repetitions are reckoned.
    zone text not null,
    recurrence jsonb,
    conference jsonb,
    ical_uid text not null,
    -- An instance that differs from its series, and where it stood in it.
    recurring_event_id text,
    original_at timestamptz,
    organizer text not null,
    creator text not null,
    sequence integer not null default 0,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (calendar, id)
);
create index google_events_changed on sandbox.google_events (calendar, seq);
create index google_events_starting on sandbox.google_events (calendar, start_at);
create index google_events_conferring on sandbox.google_events (calendar)
where conference #>> '{createRequest,status,statusCode}' = 'pending';
create index google_events_of_series on sandbox.google_events (calendar, recurring_event_id) where recurring_event_id is not null;

-- Instances that a series had before it was changed.
create table sandbox.google_gone (
    calendar text not null,
    id text not null,
    seq bigint not null,
    series text not null,
    original_at timestamptz not null,
    primary key (calendar, id)
);

-- What an account allowed the house.
create table sandbox.google_grants (
    account text primary key references sandbox.google_accounts (email),
    scopes text[] not null
);

create table sandbox.google_codes (
    code text primary key,
    account text not null references sandbox.google_accounts (email),
    redirect_uri text not null,
    scopes text[] not null,
    challenge text,
    method text not null,
    nonce text,
    -- Whether a refresh token comes of it.
    refreshes boolean not null,
    at timestamptz not null default holdfast.now(),
    used boolean not null default false
);

create table sandbox.google_tokens (
    id bigint generated always as identity primary key,
    token text not null unique,
    kind text not null,
    account text not null references sandbox.google_accounts (email),
    scopes text[] not null,
    at timestamptz not null default holdfast.now(),
    expires_at timestamptz,
    used_at timestamptz not null default holdfast.now(),
    revoked boolean not null default false
);
create index google_tokens_of on sandbox.google_tokens (account, kind, id);

create table sandbox.google_channels (
    id text primary key,
    resource_id text not null,
    calendar text not null references sandbox.google_calendars (id),
    account text not null references sandbox.google_accounts (email),
    address text not null,
    token text,
    expires_at timestamptz not null,
    -- Of the last message, whether or not it arrived.
    number bigint not null default 0,
    stopped boolean not null default false
);
create index google_channels_of on sandbox.google_channels (calendar) where not stopped;

-- Messages to channels that are due. A row goes when it was sent.
create table sandbox.google_pushes (
    id bigint generated always as identity primary key,
    channel text not null references sandbox.google_channels (id),
    number bigint not null,
    state text not null,
    tries integer not null default 0,
    held boolean not null default false,
    due timestamptz not null default clock_timestamp()
);
create index google_pushes_due on sandbox.google_pushes (due) where not held;

-- Invitations that Google would have mailed.
create table sandbox.google_mails (
    id bigint generated always as identity primary key,
    calendar text not null,
    event text not null,
    kind text not null,
    recipient text not null,
    at timestamptz not null default holdfast.now()
);

create table sandbox.google_faults (
    id bigint generated always as identity primary key,
    kind text not null,
    -- null until it is cleared.
    remaining integer,
    account text,
    calendar text,
    operation text,
    options jsonb not null default '{}',
    -- How many requests a storm has seen.
    seen bigint not null default 0
);

-- Requests of an account in ten seconds of machine time.
create table sandbox.google_spent (
    account text not null,
    span bigint not null,
    requests integer not null,
    primary key (account, span)
);

-- Every request that came in, and every push that went out.
create table sandbox.google_exchanges (
    id bigint generated always as identity primary key,
    direction text not null,
    operation text not null,
    account text not null,
    method text not null,
    url text not null,
    body text not null,
    status integer,
    answer text,
    ms integer not null,
    fault text,
    at timestamptz not null default clock_timestamp()
);
create index google_exchanges_of on sandbox.google_exchanges (operation, id);

-- Ends whatever is under way with Google's way of saying no.
create function sandbox.google_refuse(
    p_code integer, p_reason text, p_message text, p_domain text default 'global', p_location text default null)
returns void language plpgsql as $$
declare
    v_error constant jsonb := jsonb_strip_nulls(jsonb_build_object(
        'domain', p_domain, 'reason', p_reason, 'message', p_message, 'location', p_location,
        'locationType', case when p_location in ('If-Match', 'Authorization') then 'header' when p_location is not null then 'parameter' end));
begin
    raise exception using errcode = 'GOOGL', message = p_code::text, detail = jsonb_build_object(
        'error', jsonb_build_object('errors', jsonb_build_array(v_error), 'code', p_code, 'message', p_message))::text;
end $$;

-- Makes an account with its first calendar, or gives the one that is there.
create function sandbox.google_open_account(p_email text, p_name text, p_zone text) returns text language plpgsql volatile as $$
begin
    insert into sandbox.google_accounts (email, name, zone) values (p_email, p_name, p_zone) on conflict do nothing;
    if found then
        insert into sandbox.google_calendars (id, owner, summary, zone) values (p_email, p_email, p_email, p_zone);
        insert into sandbox.google_list (account, calendar, role, is_primary) values (p_email, p_email, 'owner', true);
    end if;
    return p_email;
end $$;

-- Makes a further calendar of an account.
create function sandbox.google_open_calendar(p_account text, p_summary text, p_zone text, p_meets boolean) returns text
language plpgsql volatile as $$
declare
    v_id constant text := 'c_' || md5(random()::text || clock_timestamp()) || '@group.calendar.google.com';
begin
    insert into sandbox.google_calendars (id, owner, summary, zone, meets)
    select v_id, a.email, p_summary, coalesce(p_zone, a.zone), p_meets from sandbox.google_accounts a where a.email = p_account;
    if not found then return null; end if;
    insert into sandbox.google_list (account, calendar, role) values (p_account, v_id, 'owner');
    return v_id;
end $$;

-- Two people to begin with: a business's owner, and somebody who works there.
select sandbox.google_open_account('olivia@example.com', 'Olivia Owner', 'America/New_York');
select sandbox.google_open_account('sam@example.com', 'Sam Stylist', 'America/New_York');
select sandbox.google_open_calendar('olivia@example.com', 'Private', null, true);
