-- Phone calls: who called, what became of it, how long it took. What was said stands in the call's conversation. This table
-- is about people.

create table holdfast.calls (
    tenant_id bigint not null references holdfast.tenants (id),
    id bigint generated always as identity,
    -- Twilio's CallSid.
    sid text not null,
    -- The number of ours that was called.
    number_id bigint,
    -- Who called, E.164; null where the number was withheld.
    peer text,
    -- Null where the call was not answered.
    conversation_id text,
    -- Twilio's CallStatus, with the number of the callback that told it; never backwards.
    status text not null default 'ringing',
    sequence integer not null default -1,
    -- Why it was not answered.
    refusal text,
    -- Since when the owner's phone rings for it, and what came of that (Twilio's DialCallStatus).
    dialling_since timestamptz,
    dialled text,
    -- The turn in which it went on by text.
    texted_turn bigint,
    recording_sid text,
    recording_seconds integer,
    -- Business time, as the limits on minutes are.
    started_at timestamptz not null,
    ended_at timestamptz,
    seconds integer,
    -- What became of it, once that was told.
    outcome text,
    constraint calls_pkey primary key (tenant_id, id),
    constraint calls_once unique (tenant_id, sid),
    constraint calls_number foreign key (tenant_id, number_id)
        references holdfast.phone_numbers (tenant_id, id) on delete set null (number_id),
    constraint calls_conversation foreign key (tenant_id, conversation_id)
        references holdfast.conversations (tenant_id, id) on delete cascade,
    constraint call_sid_is_twilios check (sid ~ '^CA[0-9a-f]{32}$'),
    constraint call_peer_is_e164 check (peer ~ '^\+[1-9][0-9]{6,14}$'),
    constraint call_status_known check
        (status in ('queued', 'initiated', 'ringing', 'in-progress', 'completed', 'busy', 'failed', 'no-answer', 'canceled')),
    constraint call_refusal_known check (refusal in ('caller_minutes', 'month_minutes', 'forwarded')),
    constraint call_outcome_known check (outcome in
        ('booked', 'moved', 'cancelled', 'message', 'transferred', 'texted', 'answered', 'broken_off', 'missed', 'refused')),
    constraint call_seconds_count_up check (seconds >= 0 and recording_seconds >= 0)
);
create index calls_of_month on holdfast.calls (tenant_id, started_at);
create index calls_of_conversation on holdfast.calls (tenant_id, conversation_id);

alter table holdfast.calls enable row level security;
create policy calls_own on holdfast.calls using (tenant_id = nullif(current_setting('holdfast.tenant', true), '')::bigint);
grant select on holdfast.calls to holdfast_app;

alter table holdfast.messages drop constraint message_reason_known;
alter table holdfast.messages add constraint message_reason_known
    check (reason in ('asked', 'lost', 'angry', 'model', 'resting', 'well', 'spent', 'call', 'minutes'));
