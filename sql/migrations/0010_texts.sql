-- What is texted, what became of it, and who doesn't want to be texted. These tables are about people: their numbers and
-- what they are told stand here and are erased here.

-- One message each; a text that is longer than a message may be is several, `part` by part behind the first.
create table holdfast.texts_out (
    tenant_id bigint not null references holdfast.tenants (id),
    id bigint generated always as identity,
    whole_id bigint,
    part integer not null default 1,
    kind text not null,
    channel text not null,
    -- Our number that it is to leave from, and the one that it left from.
    number_id bigint,
    sender text,
    -- As it was given; E.164 once it has been decided upon.
    recipient text not null,
    -- Null until a notice of the diary is put into words, which is when it leaves.
    body text,
    -- The template that it was handed over as, in place of these words.
    content_sid text,
    -- What a notice tells of: the booking as it stood then.
    booking_id bigint,
    booking_version integer,
    start_at timestamptz,
    conversation_id text,
    turn_id bigint,
    -- Whether its recipient has just asked for what it tells: then it doesn't wait for the morning.
    asked boolean not null,
    status text not null default 'queued',
    -- Why it was sent, why it waits, or why it was not sent; and the network's code where it has one.
    reason text,
    error_code integer,
    sid text,
    segments integer,
    -- Business time, and machine time.
    created_at timestamptz not null,
    written_at timestamptz not null default clock_timestamp(),
    -- When it was last handed over, machine time, and how often; in doubt while no answer says whether it was taken:
    -- `lost` where none came, `error` where the other side broke.
    posted_at timestamptz,
    posts integer not null default 0,
    doubt text,
    -- It was handed over again though an earlier answer was lost, or is known to have been taken twice.
    repeated boolean not null default false,
    constraint texts_out_pkey primary key (tenant_id, id),
    constraint texts_out_part_once unique (tenant_id, whole_id, part),
    constraint texts_out_sid_once unique (tenant_id, sid),
    constraint texts_out_whole foreign key (tenant_id, whole_id) references holdfast.texts_out (tenant_id, id) on delete cascade,
    constraint texts_out_booking foreign key (tenant_id, booking_id) references holdfast.bookings (tenant_id, id),
    constraint texts_out_conversation foreign key (tenant_id, conversation_id)
        references holdfast.conversations (tenant_id, id) on delete cascade,
    constraint text_kind_known check (kind in ('reply', 'handover', 'keyword', 'owner_summary',
        'requested', 'booked', 'approved', 'moved', 'cancelled', 'declined', 'lapsed', 'reminder')),
    constraint text_channel_known check (channel in ('sms', 'whatsapp')),
    constraint text_status_known check (status in ('queued', 'sending', 'sent', 'delivered', 'undelivered', 'failed', 'suppressed')),
    constraint text_reason_is_a_code check (reason ~ '^[a-z_]{1,40}$'),
    constraint text_doubt_known check (doubt in ('lost', 'error')),
    constraint text_is_in_doubt_while_sending check (doubt is null or status = 'sending' and sid is null and posts > 0),
    constraint text_has_words check (body is null and booking_id is not null or length(body) between 1 and 40000),
    constraint text_part_counts_from_one check (part >= 1 and (part = 1 or whole_id is not null))
);
create unique index texts_out_once_a_turn on holdfast.texts_out (tenant_id, turn_id, kind) where turn_id is not null and part = 1;
create index texts_out_to on holdfast.texts_out (tenant_id, recipient, id);
create index texts_out_of_booking on holdfast.texts_out (tenant_id, booking_id, id) where booking_id is not null;
create index texts_out_of_conversation on holdfast.texts_out (tenant_id, conversation_id, id) where conversation_id is not null;

-- What the network reported of a message: each report once.
create table holdfast.text_reports (
    tenant_id bigint not null,
    text_id bigint not null,
    sid text not null,
    status text not null,
    error_code integer,
    at timestamptz not null default clock_timestamp(),
    constraint text_reports_pkey primary key (tenant_id, text_id, sid, status),
    constraint text_reports_text foreign key (tenant_id, text_id) references holdfast.texts_out (tenant_id, id) on delete cascade,
    constraint text_report_is_codes check (sid ~ '^[A-Za-z0-9]{1,64}$' and status ~ '^[a-z_-]{1,40}$')
);

-- Who took back or gave again the consent to be texted, when and how. The last row of a number and channel counts.
create table holdfast.opt_outs (
    tenant_id bigint not null references holdfast.tenants (id),
    id bigint generated always as identity,
    channel text not null,
    number text not null,
    is_out boolean not null,
    -- A keyword that was texted, Twilio's own reading of one, Twilio's refusal to send, or the owner.
    how text not null,
    at timestamptz not null,
    constraint opt_outs_pkey primary key (tenant_id, id),
    constraint opt_out_channel_known check (channel in ('sms', 'whatsapp')),
    constraint opt_out_number_is_e164 check (number ~ '^\+[1-9][0-9]{6,14}$'),
    constraint opt_out_way_known check (how in ('keyword', 'optout_type', 'twilio', 'owner'))
);
create index opt_outs_of_number on holdfast.opt_outs (tenant_id, channel, number, id);

-- What may be sent by WhatsApp to whoever has not written for a day: Twilio's Content templates by kind and language. Their
-- variables are 1 the service, 2 the day and time, 3 the business, 4 the link.
create table holdfast.whatsapp_templates (
    tenant_id bigint not null references holdfast.tenants (id),
    kind text not null,
    language text not null,
    content_sid text not null,
    constraint whatsapp_templates_pkey primary key (tenant_id, kind, language),
    constraint whatsapp_template_kind_known check
        (kind in ('requested', 'booked', 'approved', 'moved', 'cancelled', 'declined', 'lapsed', 'reminder')),
    constraint whatsapp_template_language_known check (language in ('en', 'es', 'fr', 'de', 'pt')),
    constraint whatsapp_template_is_a_sid check (content_sid ~ '^HX[0-9a-f]{32}$')
);

do $$
declare
    named text;
begin
    foreach named in array array['texts_out', 'text_reports', 'opt_outs', 'whatsapp_templates'] loop
        execute format('alter table holdfast.%I enable row level security', named);
        execute format('create policy %I on holdfast.%I using '
            '(tenant_id = nullif(current_setting(''holdfast.tenant'', true), '''')::bigint)', named || '_own', named);
        execute format('grant select on holdfast.%I to holdfast_app', named);
    end loop;
end $$;
