-- Texts: written by whoever causes them, in the same transaction, together with the job that sends them.

-- The order in which a recipient is texted. Numbers stand in no job, so it is a digest, of their last digits: however a
-- number was written, it is the same.
create or replace function holdfast.text_order(p_tenant bigint, p_recipient text) returns text
language sql immutable
return 'text:' || hashtextextended(p_tenant || ':' || right(holdfast.phone_digits(p_recipient), 9), 7004);

-- Writes a text and its job, due at p_run_at of business time. Null where the business has no number to send from. Whoever
-- causes two texts to one recipient one after the other holds something of both (a booking, a conversation), so that the
-- jobs' ids follow the order of the commits.
create or replace function holdfast.write_text(
    p_tenant bigint, p_kind text, p_channel text, p_number_id bigint, p_recipient text, p_body text, p_booking holdfast.bookings,
    p_conversation text, p_turn bigint, p_asked boolean, p_run_at timestamptz, p_now timestamptz)
returns bigint language plpgsql as $$
declare
    v_number bigint := coalesce(p_number_id, (select n.id from phone_numbers n where n.tenant_id = p_tenant
        order by n.position, n.id limit 1));
    v_id bigint;
begin
    if v_number is null then return null; end if;
    insert into texts_out (tenant_id, kind, channel, number_id, recipient, body, booking_id, booking_version, start_at,
        conversation_id, turn_id, asked, created_at)
    values (p_tenant, p_kind, p_channel, v_number, p_recipient, p_body, (p_booking).id, (p_booking).version, (p_booking).start_at,
        p_conversation, p_turn, p_asked, p_now)
    on conflict (tenant_id, turn_id, kind) where turn_id is not null and part = 1 do nothing
    returning id into v_id;
    if v_id is null then
        return (select t.id from texts_out t where t.tenant_id = p_tenant and t.turn_id = p_turn and t.kind = p_kind and t.part = 1);
    end if;
    perform enqueue_job(p_tenant, 'send_text', jsonb_build_object('text', v_id), p_run_at, text_order(p_tenant, p_recipient));
    return v_id;
end $$;

-- Texts somebody: in the caller's transaction, sent soon after it. One text of a kind for each turn of a conversation.
-- Without a number of ours it leaves from the business's first; without any number nothing is written.
create or replace function holdfast.enqueue_text(
    p_tenant bigint, p_kind text, p_channel text, p_number_id bigint, p_recipient text, p_body text,
    p_booking bigint default null, p_conversation text default null, p_turn bigint default null)
returns bigint language plpgsql volatile security definer
set search_path = holdfast, pg_temp set plan_cache_mode = force_generic_plan set jit = off as $$
declare
    v_booking bookings;
begin
    perform guard_write(p_tenant);
    select * into v_booking from bookings b where b.tenant_id = p_tenant and b.id = p_booking;
    return write_text(p_tenant, p_kind, p_channel, p_number_id, p_recipient, p_body, v_booking, p_conversation, p_turn,
        p_kind in ('reply', 'handover', 'keyword', 'owner_summary'), null, holdfast.now());
end $$;

-- Tells a booking's customer what became of it: one text, from the number that the conversation came by. p_asked says
-- whether it was the customer who did it; who did it by a text is told by its answer. The reminder follows the booking: at
-- its time, or not at all. The caller holds the booking's row and has written it.
create or replace function holdfast.tell_customer(p_tenant bigint, p_booking bigint, p_kind text, p_asked boolean, p_now timestamptz)
returns void language plpgsql as $$
declare
    v_settings phone_settings;
    v_booking bookings;
    v_phone text;
    v_number bigint;
    v_channel text;
    v_remind_at timestamptz;
begin
    if not exists (select from phone_numbers n where n.tenant_id = p_tenant) then return; end if;
    select b.* into v_booking from bookings b where b.tenant_id = p_tenant and b.id = p_booking;
    update texts_out t set status = 'suppressed', reason = 'superseded'
    where t.tenant_id = p_tenant and t.booking_id = p_booking and t.kind = 'reminder' and t.status = 'queued';
    v_phone := coalesce(v_booking.customer_phone,
        (select c.phone from customers c where c.tenant_id = p_tenant and c.id = v_booking.customer_id));
    v_settings := phone_settings_of(p_tenant);
    if v_phone is null or not v_settings.texts then return; end if;
    select c.number_id, case when c.channel = 'whatsapp' and c.peer = v_phone then 'whatsapp' end into v_number, v_channel
    from conversations c where c.tenant_id = p_tenant and c.id = v_booking.conversation;
    if not (p_asked and replied_by_text(v_phone)) then
        perform write_text(p_tenant, p_kind, coalesce(v_channel, 'sms'), v_number, v_phone, null, v_booking, null, null, p_asked, null, p_now);
    end if;
    v_remind_at := v_booking.start_at - make_interval(mins => v_settings.reminder_minutes);
    if v_booking.status = 'confirmed' and v_remind_at > p_now then
        perform write_text(p_tenant, 'reminder', coalesce(v_channel, 'sms'), v_number, v_phone, null, v_booking, null, null, false,
            v_remind_at, p_now);
    end if;
end $$;

-- Whether somebody took back the consent to be texted by a business on a channel.
create or replace function holdfast.is_opted_out(p_tenant bigint, p_channel text, p_number text) returns boolean
language plpgsql stable security definer set search_path = holdfast, pg_temp as $$
begin
    perform guard(p_tenant);
    return coalesce((select o.is_out from opt_outs o where o.tenant_id = p_tenant and o.channel = p_channel and o.number = p_number
        order by o.id desc limit 1), false);
end $$;

-- Writes a change of somebody's consent down; false where it stands so already.
create or replace function holdfast.note_consent(p_tenant bigint, p_channel text, p_number text, p_out boolean, p_how text)
returns boolean language plpgsql as $$
begin
    perform guard_write(p_tenant);
    perform lock_names(p_tenant, 'consent:' || p_channel || ':' || p_number);
    if is_opted_out(p_tenant, p_channel, p_number) = p_out then return false; end if;
    insert into opt_outs (tenant_id, channel, number, is_out, how, at)
    values (p_tenant, p_channel, p_number, p_out, p_how, holdfast.now());
    return true;
end $$;

-- From now on nothing is sent to this number on this channel. Where only the network's refusal says so, the answer to what
-- they wrote last has not reached them.
create or replace function holdfast.opt_out(p_tenant bigint, p_channel text, p_number text, p_how text) returns boolean
language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
declare
    v_changed boolean := note_consent(p_tenant, p_channel, p_number, true, p_how);
begin
    if v_changed and p_how = 'twilio' then perform keep_unanswered(p_channel, p_number); end if;
    return v_changed;
end $$;

create or replace function holdfast.opt_in(p_tenant bigint, p_channel text, p_number text, p_how text) returns boolean
language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
begin
    return note_consent(p_tenant, p_channel, p_number, false, p_how);
end $$;
