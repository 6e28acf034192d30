-- The numbers that a business is reached by, how it wants its calls and texts, and who is at the other end of a
-- conversation. What the other end writes and says stands in the conversation.

create table holdfast.phone_numbers (
    tenant_id bigint not null references holdfast.tenants (id),
    id bigint generated always as identity,
    -- E.164 (ITU-T): a plus sign and 15 digits at most. A number reaches one business.
    number text not null,
    takes_whatsapp boolean not null default false,
    -- What is sent without a conversation leaves from the first.
    position integer not null default 0,
    constraint phone_numbers_pkey primary key (tenant_id, id),
    constraint phone_numbers_once unique (number),
    constraint phone_number_is_e164 check (number ~ '^\+[1-9][0-9]{6,14}$')
);

-- A business without a row has the defaults.
create table holdfast.phone_settings (
    tenant_id bigint not null references holdfast.tenants (id),
    -- Where callers who ask for a person are put through, and what the owner is told arrives.
    owner_phone text,
    -- Whether customers are texted of their bookings.
    texts boolean not null default true,
    -- How long before its start a booking is called to mind; null for never.
    reminder_minutes integer default 1440,
    -- What a customer did not just ask for waits for the end of these hours, by the business's clock.
    quiet_from time not null default '21:00',
    quiet_until time not null default '08:00',
    record_calls boolean not null default false,
    -- Whether a time that is held stays so when its caller hangs up, until the hold runs out.
    keep_hold_on_hangup boolean not null default true,
    call_minutes integer not null default 15,
    caller_minutes_a_day integer not null default 45,
    minutes_a_month integer not null default 2000,
    constraint phone_settings_pkey primary key (tenant_id),
    constraint owner_phone_is_e164 check (owner_phone ~ '^\+[1-9][0-9]{6,14}$'),
    constraint phone_minutes_in_range check (reminder_minutes between 15 and 20160 and call_minutes between 1 and 60
        and caller_minutes_a_day between 1 and 600 and minutes_a_month between 1 and 100000)
);

alter table holdfast.conversations
    -- The number at the other end, E.164; null on the web, and where a caller withholds it.
    add column peer text,
    add column number_id bigint,
    -- Whether the network stands for that number: it does for texts, and for calls where it says so.
    add column vouched boolean not null default false;
alter table holdfast.conversations
    add constraint conversations_number foreign key (tenant_id, number_id)
        references holdfast.phone_numbers (tenant_id, id) on delete set null (number_id),
    add constraint conversation_peer_is_e164 check (peer ~ '^\+[1-9][0-9]{6,14}$');

do $$
declare
    named text;
begin
    foreach named in array array['phone_numbers', 'phone_settings']
    loop
        execute format('alter table holdfast.%I enable row level security', named);
        execute format('create policy %I on holdfast.%I using '
            '(tenant_id = nullif(current_setting(''holdfast.tenant'', true), '''')::bigint)', named || '_own', named);
    end loop;
end $$;
grant select on holdfast.phone_numbers, holdfast.phone_settings to holdfast_app;
