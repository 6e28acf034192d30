-- Calendars elsewhere: whose account is connected, which calendar serves whom, what is written there and read from there.
-- Leases, rests and tokens' ends go by machine time.

alter table holdfast.services
    -- It takes place by video: its events get a link to meet at.
    add column online boolean not null default false;

alter table holdfast.bookings
    -- It is pending only because a calendar couldn't be read, and is settled when it is.
    add column awaits_calendar boolean not null default false;

-- How a business wants its calendars.
create table holdfast.calendar_settings (
    tenant_id bigint not null references holdfast.tenants (id),
    -- Customers are invited by the calendar itself.
    invites boolean not null default false,
    -- An event that is only tentative blocks time too.
    tentative_blocks boolean not null default true,
    -- What becomes of a booking while a calendar can't be read: it waits, it counts as ever, none is taken, or somebody calls back.
    outage text not null default 'pending',
    constraint calendar_settings_pkey primary key (tenant_id),
    constraint calendar_outage_known check (outage in ('pending', 'accept', 'refuse', 'callback'))
);

-- An account that was connected. Tokens are sealed for this tenant and this row: they open nowhere else.
create table holdfast.calendar_accounts (
    tenant_id bigint not null references holdfast.tenants (id),
    id bigint generated always as identity,
    provider text not null default 'google',
    -- Who it is there: never given to another, while an address may change.
    subject text not null,
    email text not null,
    scopes text[] not null default '{}',
    -- `new` until its tokens are kept; `partial` where permissions are missing; `broken` until the owner connects it again; `gone` once
    -- the owner disconnected it.
    state text not null default 'new',
    -- Why it is broken, as a code.
    failure text,
    -- How often it broke: the owner is told once each time.
    breaks integer not null default 0,
    refresh_token bytea,
    access_token bytea,
    access_until timestamptz not null default '-infinity',
    -- Grows with each access token, so that who was refused says which one.
    access_version bigint not null default 0,
    -- Who asks for the next access token: one at a time, by lease and fence.
    refresh_fence bigint not null default 0,
    refresh_lease_until timestamptz not null default '-infinity',
    -- The next request of an even pace, and the end of a rest after failures in a row.
    paced_until timestamptz not null default '-infinity',
    rest_until timestamptz not null default '-infinity',
    failures integer not null default 0,
    connected_at timestamptz,
    listed_at timestamptz,
    constraint calendar_accounts_pkey primary key (tenant_id, id),
    constraint calendar_account_once unique (tenant_id, provider, subject),
    constraint calendar_provider_known check (provider in ('google')),
    constraint calendar_account_state_known check (state in ('new', 'ok', 'partial', 'broken', 'gone')),
    constraint calendar_account_failure_is_a_code check (failure ~ '^[a-z_]{1,40}$'),
    constraint calendar_account_works_by_tokens check (state not in ('ok', 'partial') or refresh_token is not null)
);
-- One person may be connected by several businesses: their grant is one, and is revoked with the last.
create index calendar_accounts_of_subject on holdfast.calendar_accounts (provider, subject);

-- The calendars of an account, as its list has them.
create table holdfast.calendars (
    tenant_id bigint not null,
    id bigint generated always as identity,
    account_id bigint not null,
    -- The provider's name for it: of a person's own calendar their address.
    remote_id text not null,
    name text not null,
    zone text,
    role text not null,
    is_primary boolean not null default false,
    -- Whether its events can have a link to meet at.
    meets boolean not null default false,
    -- False once the account's list has it no longer.
    is_listed boolean not null default true,
    -- Each reading has a number; only the last one that began writes. Machine time.
    read_round bigint not null default 0,
    -- What the next reading goes on from; null for the whole.
    sync_token text,
    begun_at timestamptz,
    -- When the last reading that was finished began: what it brought is no older.
    read_at timestamptz,
    whole_at timestamptz,
    -- Until when the provider isn't asked to tell of its changes: it wouldn't, or just began to. Machine time.
    unwatched_until timestamptz not null default '-infinity',
    constraint calendars_pkey primary key (tenant_id, id),
    constraint calendar_once unique (tenant_id, account_id, remote_id),
    constraint calendars_account foreign key (tenant_id, account_id) references holdfast.calendar_accounts (tenant_id, id),
    constraint calendar_is_bounded check (length(remote_id) between 1 and 1024 and length(name) <= 1024)
);

-- Which calendars serve a resource: bookings are written into one, busy time is read from all.
create table holdfast.calendar_uses (
    tenant_id bigint not null,
    resource_id bigint not null,
    calendar_id bigint not null,
    is_written boolean not null default false,
    constraint calendar_uses_pkey primary key (tenant_id, resource_id, calendar_id),
    constraint calendar_uses_resource foreign key (tenant_id, resource_id) references holdfast.resources (tenant_id, id),
    constraint calendar_uses_calendar foreign key (tenant_id, calendar_id) references holdfast.calendars (tenant_id, id)
);
create unique index calendar_written_once on holdfast.calendar_uses (tenant_id, resource_id) where is_written;
create index calendar_uses_of_calendar on holdfast.calendar_uses (tenant_id, calendar_id);

-- Channels through which the provider tells that a calendar changed. A channel's row stands before the provider is asked for it, since
-- its first message may come before the answer. What proves a message is derived from the name and kept nowhere.
create table holdfast.calendar_channels (
    tenant_id bigint not null,
    -- Random: the provider has one of each name only.
    channel_id text not null,
    calendar_id bigint not null,
    -- `asked` until the provider has answered, then `open`; `over` once another took its place, until the provider has ended it.
    state text not null default 'asked',
    -- What the provider calls that which it watches: whoever ends a channel must know it.
    resource_id text,
    -- By the business's clock, which is the provider's where the stand-in plays it.
    expires_at timestamptz not null default 'infinity',
    renew_at timestamptz not null default 'infinity',
    -- A message came: it isn't only promised that they do.
    is_heard boolean not null default false,
    constraint calendar_channels_pkey primary key (tenant_id, channel_id),
    constraint calendar_channels_calendar foreign key (tenant_id, calendar_id) references holdfast.calendars (tenant_id, id),
    constraint calendar_channel_state_known check (state in ('asked', 'open', 'over')),
    constraint calendar_channel_can_be_ended check (state <> 'open' or resource_id is not null),
    constraint calendar_channel_is_bounded check (channel_id ~ '^[0-9a-f]{32}$' and length(resource_id) between 1 and 1024)
);
create index calendar_channels_of_calendar on holdfast.calendar_channels (tenant_id, calendar_id);

-- An owner's way to the provider and back. The state that travels is random; here stand its digest and the session that began it.
create table holdfast.oauth_states (
    tenant_id bigint not null references holdfast.tenants (id),
    state_hash bytea not null,
    session_hash bytea not null,
    -- Sealed: what proves that whoever brings the code began, and the code.
    verifier bytea not null,
    code bytea,
    created_at timestamptz not null default clock_timestamp(),
    answered_at timestamptz,
    -- Null while the owner is away; `exchanging` once the answer came, then how it ended.
    outcome text,
    account_id bigint,
    constraint oauth_states_pkey primary key (tenant_id, state_hash),
    constraint oauth_states_account foreign key (tenant_id, account_id) references holdfast.calendar_accounts (tenant_id, id),
    constraint oauth_state_hashes_are_sha256 check (length(state_hash) = 32 and length(session_hash) = 32),
    constraint oauth_outcome_is_a_code check (outcome ~ '^[a-z_]{1,40}$')
);
create index oauth_states_of_session on holdfast.oauth_states (tenant_id, session_hash, created_at);

-- The events that we write: one for each booking and calendar, under an id that we chose before we asked.
create table holdfast.calendar_entries (
    tenant_id bigint not null,
    booking_id bigint not null,
    calendar_id bigint not null,
    -- An id that was used once can't be used again: each generation has its own.
    generation integer not null default 1,
    event_id text not null,
    -- `new` until it is known to stand there, `there`, or `gone`.
    state text not null default 'new',
    -- The booking as the event shows it; 0 for none.
    version integer not null default 0,
    etag text,
    -- When a request that may yet arrive was last sent, machine time.
    posted_at timestamptz,
    constraint calendar_entries_pkey primary key (tenant_id, booking_id, calendar_id),
    constraint calendar_entry_once unique (tenant_id, calendar_id, event_id),
    constraint calendar_entries_booking foreign key (tenant_id, booking_id) references holdfast.bookings (tenant_id, id),
    constraint calendar_entries_calendar foreign key (tenant_id, calendar_id) references holdfast.calendars (tenant_id, id),
    constraint calendar_entry_state_known check (state in ('new', 'there', 'gone')),
    constraint calendar_entry_id_is_base32hex check (event_id ~ '^[a-v0-9]{5,64}$')
);

-- What stands in the calendars that are read, as far as it says when somebody is away; what it is about stays there. Days are
-- kept as days, since the business's zone says when they begin.
create table holdfast.calendar_events (
    tenant_id bigint not null,
    calendar_id bigint not null,
    event_id text not null,
    span tstzrange,
    days daterange,
    is_busy boolean not null,
    is_tentative boolean not null,
    etag text,
    read_round bigint not null,
    constraint calendar_events_pkey primary key (tenant_id, calendar_id, event_id),
    constraint calendar_events_calendar foreign key (tenant_id, calendar_id) references holdfast.calendars (tenant_id, id),
    constraint calendar_event_has_a_time check ((span is null) <> (days is null)),
    constraint calendar_event_is_bounded check
        (not isempty(span) and isfinite(lower(span)) and isfinite(upper(span)) and not isempty(days))
);

-- Whether the time that is held or asked for is free in a calendar, asked when it was held.
create table holdfast.busy_questions (
    tenant_id bigint not null,
    booking_id bigint not null,
    calendar_id bigint not null,
    -- Machine time.
    asked_at timestamptz not null default clock_timestamp(),
    -- `free`, `busy`, or `unknown` where the calendar couldn't say; null until it was heard.
    answer text,
    constraint busy_questions_pkey primary key (tenant_id, booking_id, calendar_id),
    constraint busy_questions_booking foreign key (tenant_id, booking_id) references holdfast.bookings (tenant_id, id),
    constraint busy_questions_calendar foreign key (tenant_id, calendar_id) references holdfast.calendars (tenant_id, id),
    constraint busy_answer_known check (answer in ('free', 'busy', 'unknown'))
);

do $$
declare
    named text;
begin
    foreach named in array array['calendar_settings', 'calendar_accounts', 'calendars', 'calendar_uses', 'calendar_channels', 'oauth_states',
        'calendar_entries', 'calendar_events', 'busy_questions']
    loop
        execute format('alter table holdfast.%I enable row level security', named);
        execute format('create policy %I on holdfast.%I using '
            '(tenant_id = nullif(current_setting(''holdfast.tenant'', true), '''')::bigint)', named || '_own', named);
        execute format('grant select on holdfast.%I to holdfast_app', named);
    end loop;
end $$;

alter table holdfast.messages drop constraint message_reason_known;
alter table holdfast.messages add constraint message_reason_known
    check (reason in ('asked', 'lost', 'angry', 'model', 'resting', 'well', 'spent', 'call', 'minutes', 'calendar', 'callback'));
drop index holdfast.messages_handoff_once;
create unique index messages_handoff_once on holdfast.messages (tenant_id, conversation_id)
    where reason in ('asked', 'lost', 'angry', 'model', 'callback') and read_at is null;
