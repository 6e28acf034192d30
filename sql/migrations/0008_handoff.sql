-- A person of the business in a conversation. While one answers, the receptionist is silent.

alter table holdfast.conversations
    -- A person was asked for. Business time, as all of these.
    add column handed_over_at timestamptz,
    -- A person answers since then, and spoke last at that time.
    add column person_since timestamptz,
    add column person_spoke_at timestamptz;
alter table holdfast.conversations add constraint conversation_person_spoke check ((person_since is null) = (person_spoke_at is null));
create index conversations_of_people on holdfast.conversations (tenant_id, id)
    where handed_over_at is not null or person_since is not null;

-- What was said in a conversation beside its turns: by a person, or by the receptionist that is back. Whoever writes one
-- holds the conversation's row, so that within a conversation a higher id was committed later.
create table holdfast.interjections (
    tenant_id bigint not null,
    id bigint generated always as identity,
    conversation_id text not null,
    -- The last turn that stood before it; 0 for none.
    after_turn bigint not null,
    -- The words of `back` are the server's, in the visitor's language.
    kind text not null,
    body text not null default '',
    -- The same words that are sent again are said once.
    key text not null,
    at timestamptz not null,
    constraint interjections_pkey primary key (tenant_id, id),
    constraint interjections_once unique (tenant_id, conversation_id, key),
    constraint interjections_conversation foreign key (tenant_id, conversation_id)
        references holdfast.conversations (tenant_id, id) on delete cascade,
    constraint interjection_kind_known check (kind in ('person', 'back')),
    constraint interjection_is_bounded check (length(key) between 1 and 255
        and case kind when 'person' then length(body) between 1 and 4000 else body = '' end)
);
alter table holdfast.interjections enable row level security;
create policy interjections_own on holdfast.interjections
    using (tenant_id = nullif(current_setting('holdfast.tenant', true), '')::bigint);
grant select on holdfast.interjections to holdfast_app;

alter table holdfast.messages
    -- Why the conversation was handed over, or what the house has to tell; null for words that a visitor left.
    add column reason text,
    -- The turn whose words it holds, where the visitor dictated them after the conversation was handed over.
    add column dictated_turn_id bigint,
    -- What the house tells under a name, it tells once.
    add column once text;
alter table holdfast.messages
    add constraint message_reason_known check (reason in ('asked', 'lost', 'angry', 'model', 'resting', 'well', 'spent')),
    add constraint messages_told_once unique (tenant_id, once);
-- A conversation is handed over once, until the owner has seen to it.
create unique index messages_handoff_once on holdfast.messages (tenant_id, conversation_id)
    where reason in ('asked', 'lost', 'angry', 'model') and read_at is null;
create index messages_of_conversation on holdfast.messages (tenant_id, conversation_id) where conversation_id is not null;
