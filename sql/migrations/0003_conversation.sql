-- Conversations, their turns, and messages for the owner. These tables are about people: names, addresses and texts
-- stand here and are erased here.

create table holdfast.conversations (
    tenant_id bigint not null references holdfast.tenants (id),
    -- 128 random bits: whoever knows them may read and continue the conversation.
    id text not null,
    -- The first message's key, so that a first message that is sent again opens no second conversation.
    opening_key text,
    channel text not null default 'web',
    -- Where the dialogue stands, as the receptionist wrote it.
    state jsonb not null default '{}',
    created_at timestamptz not null default clock_timestamp(),
    spoken_at timestamptz not null default clock_timestamp(),
    constraint conversations_pkey primary key (tenant_id, id),
    constraint conversations_open_once unique (tenant_id, opening_key),
    constraint conversation_is_128_bits check (id ~ '^[0-9a-f]{32}$'),
    constraint conversation_channel_known check (channel in ('web', 'sms', 'voice', 'whatsapp'))
);

-- One message of a visitor and its answer. Open until closed_at; whoever holds its lease under its fence works on it.
-- Leases and waiting go by machine time, at is business time.
create table holdfast.turns (
    tenant_id bigint not null,
    id bigint generated always as identity,
    conversation_id text not null,
    message_key text not null,
    message text not null,
    message_hash bytea not null,
    at timestamptz not null,
    fence bigint not null default 0,
    lease_until timestamptz not null default '-infinity',
    -- The worker, and its connection: a lease whose connection is gone is dead.
    lease_worker text not null default '',
    lease_backend text not null default '',
    waiting_until timestamptz not null default '-infinity',
    -- Results of the tools that were used before the first write; empty once closed.
    journal jsonb not null default '[]',
    reply text not null default '',
    created_at timestamptz not null default clock_timestamp(),
    closed_at timestamptz,
    constraint turns_pkey primary key (tenant_id, id),
    constraint turns_message_once unique (tenant_id, conversation_id, message_key),
    constraint turns_conversation foreign key (tenant_id, conversation_id) references holdfast.conversations (tenant_id, id) on delete cascade,
    constraint turn_key_is_short check (length(message_key) between 1 and 255),
    constraint turn_message_is_short check (length(message) <= 2000)
);
create index turns_open on holdfast.turns (tenant_id, conversation_id) where closed_at is null;
create index turns_by_worker on holdfast.turns (lease_worker) where closed_at is null;

-- What was shown in a turn, in order. Nothing is shown that doesn't stand here first.
create table holdfast.turn_events (
    tenant_id bigint not null,
    turn_id bigint not null,
    number integer not null,
    body jsonb not null,
    constraint turn_events_pkey primary key (tenant_id, turn_id, number),
    constraint turn_events_turn foreign key (tenant_id, turn_id) references holdfast.turns (tenant_id, id) on delete cascade,
    constraint turn_event_counts_from_one check (number >= 1)
);

-- What a visitor wants a person to know.
create table holdfast.messages (
    tenant_id bigint not null references holdfast.tenants (id),
    id bigint generated always as identity,
    conversation_id text,
    turn_id bigint,
    name text not null,
    contact text not null,
    body text not null,
    created_at timestamptz not null,
    read_at timestamptz,
    constraint messages_pkey primary key (tenant_id, id),
    constraint messages_turn_once unique (tenant_id, turn_id),
    constraint messages_conversation foreign key (tenant_id, conversation_id)
        references holdfast.conversations (tenant_id, id) on delete cascade,
    constraint message_is_bounded check (length(name) <= 200 and length(contact) <= 400 and length(body) between 1 and 4000)
);
create index messages_unread on holdfast.messages (tenant_id, created_at) where read_at is null;

do $$
declare
    named text;
begin
    foreach named in array array['conversations', 'turns', 'turn_events', 'messages']
    loop
        execute format('alter table holdfast.%I enable row level security', named);
        execute format('create policy %I on holdfast.%I using '
            '(tenant_id = nullif(current_setting(''holdfast.tenant'', true), '''')::bigint)', named || '_own', named);
    end loop;
end $$;

grant select on holdfast.conversations, holdfast.turns, holdfast.turn_events, holdfast.messages to holdfast_app;
grant update (read_at) on holdfast.messages to holdfast_app;
