-- A channel of texts has one conversation with a number, for as long as both write.
create unique index conversations_text_once on holdfast.conversations (tenant_id, channel, peer) where channel in ('sms', 'whatsapp');

-- What people text. The table is about people: their words stand here and are erased with the conversation.
create table holdfast.texts_in (
    tenant_id bigint not null references holdfast.tenants (id),
    id bigint generated always as identity,
    -- Twilio's MessageSid: a delivery that comes again changes nothing.
    sid text not null,
    conversation_id text not null,
    body text not null,
    -- Pictures and other files that came with it.
    media integer not null,
    -- What the written rule made of it (docs/texting.md).
    meaning text not null,
    -- References of the bookings that it answers.
    about text[] not null default '{}',
    -- Business time.
    at timestamptz not null,
    -- Machine time; null while its turn is open.
    answered_at timestamptz,
    constraint texts_in_pkey primary key (tenant_id, id),
    constraint texts_in_once unique (tenant_id, sid),
    constraint texts_in_conversation foreign key (tenant_id, conversation_id)
        references holdfast.conversations (tenant_id, id) on delete cascade,
    constraint text_in_sid_is_a_code check (sid ~ '^[A-Za-z0-9]{1,64}$'),
    constraint text_in_meaning_known check (meaning in ('talk', 'opt_out', 'opt_in', 'help', 'kept')),
    constraint text_in_is_bounded check (length(body) <= 2000 and media between 0 and 100)
);
create index texts_in_open on holdfast.texts_in (tenant_id, conversation_id, id) where answered_at is null;
alter table holdfast.texts_in enable row level security;
create policy texts_in_own on holdfast.texts_in using (tenant_id = nullif(current_setting('holdfast.tenant', true), '')::bigint);
grant select on holdfast.texts_in to holdfast_app;
