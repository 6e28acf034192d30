-- Sending: what is to be sent next and whether it may be, and what became of it. A text is in doubt from before it is
-- handed over until an answer says what became of it: whoever dies in between, the next one looks before it sends again.

-- The end of the quiet hours that a moment lies in, or null for none. Hours may pass midnight; equal ones are none.
create or replace function holdfast.quiet_end(p_at timestamptz, p_zone text, p_from time, p_until time) returns timestamptz
language plpgsql immutable as $$
declare
    v_local timestamp := p_at at time zone p_zone;
    v_clock time := v_local::time;
    v_passes boolean := p_from > p_until;
begin
    if p_from = p_until or v_clock < p_from and (not v_passes or v_clock >= p_until) or v_clock >= p_until and not v_passes then
        return null;
    end if;
    return local_instant(v_local::date + case when v_passes and v_clock >= p_from then 1 else 0 end + p_until, p_zone);
end $$;

-- Whether somebody wrote by WhatsApp within the last day, so that any words may be sent back.
create or replace function holdfast.window_is_open(p_tenant bigint, p_recipient text, p_now timestamptz) returns boolean
language plpgsql stable as $$
begin
    return exists (select from conversations c join turns t on t.tenant_id = c.tenant_id and t.conversation_id = c.id
        where c.tenant_id = p_tenant and c.channel = 'whatsapp' and c.peer = p_recipient and t.at > p_now - interval '24 hours');
end $$;

-- The template that tells a notice outside the window, or null.
create or replace function holdfast.template_for(p_tenant bigint, p_kind text, p_language text) returns text
language plpgsql stable as $$
begin
    return (select w.content_sid from whatsapp_templates w
        where w.tenant_id = p_tenant and w.kind = p_kind and w.language = p_language);
end $$;

-- The first message of a text that isn't settled yet, with what its words are made of; none where all of it is.
create or replace function holdfast.text_due(p_tenant bigint, p_text bigint)
returns table (id bigint, kind text, channel text, recipient text, body text, language text, sender text,
    content_sid text, is_in_doubt boolean, posted_at timestamptz, posted_seconds double precision,
    slug text, business text, locale text, address text, booking bigint, end_at timestamptz, service_name text, at_customer boolean,
    start_at timestamptz, start_offset integer, start_abbreviation text, today date)
language plpgsql volatile security definer rows 1
set search_path = holdfast, pg_temp set plan_cache_mode = force_generic_plan set jit = off set timezone = 'UTC' as $$
#variable_conflict use_column
declare
    v_tenant tenants;
    v_text texts_out;
begin
    perform guard(p_tenant);
    select * into v_text from texts_out t where t.tenant_id = p_tenant and (t.id = p_text or t.whole_id = p_text)
        and (t.status = 'queued' or t.status = 'sending' and t.sid is null) order by t.part limit 1;
    if not found then return; end if;
    select * into v_tenant from tenants t where t.id = p_tenant;
    perform set_config('TimeZone', v_tenant.zone, true);
    return query
    select v_text.id, v_text.kind, v_text.channel, v_text.recipient, v_text.body,
        coalesce((select c.state ->> 'language' from conversations c
                where c.tenant_id = p_tenant and c.id = coalesce(v_text.conversation_id, b.conversation)),
            (select w.languages[1] from tenant_voice w where w.tenant_id = p_tenant), v_tenant.locale),
        v_text.sender, v_text.content_sid, v_text.doubt is not null, v_text.posted_at,
        extract(epoch from clock_timestamp() - v_text.posted_at)::double precision,
        v_tenant.slug, v_tenant.name, v_tenant.locale, v_tenant.address, b.id, b.end_at, s.name, s.at_customer,
        v_text.start_at, extract(timezone from v_text.start_at)::integer, to_char(v_text.start_at, 'TZ'),
        (holdfast.now() at time zone v_tenant.zone)::date
    from (select 1) one
    left join bookings b on b.tenant_id = p_tenant and b.id = v_text.booking_id
    left join services s on s.tenant_id = p_tenant and s.id = b.service_id;
end $$;

-- Whether a message may leave now: why, or why not, or until when it waits; on which channel, and by which template.
create or replace function holdfast.text_verdict(
    p_tenant bigint, p_text holdfast.texts_out, p_recipient text, p_language text, p_has_account boolean, p_now timestamptz,
    out verdict text, out reason text, out later timestamptz, out channel text, out sender text, out content_sid text)
language plpgsql stable as $$
declare
    v_settings phone_settings := phone_settings_of(p_tenant);
    v_number phone_numbers;
    v_is_notice boolean := p_text.booking_id is not null;
begin
    verdict := 'suppress';
    channel := p_text.channel;
    if p_recipient is null then reason := 'bad_number'; return; end if;
    if not p_has_account then reason := 'no_account'; return; end if;
    -- A number that was taken off the business is followed by its first.
    select * into v_number from phone_numbers n where n.tenant_id = p_tenant order by n.id = p_text.number_id desc, n.position, n.id limit 1;
    if not found then reason := 'no_number'; return; end if;
    sender := v_number.number;
    if v_is_notice and not v_settings.texts then reason := 'texts_off'; return; end if;
    if is_superseded(p_tenant, p_text, p_now) then reason := 'superseded'; return; end if;
    if p_text.kind = 'reminder' and p_text.start_at <= p_now then reason := 'too_late'; return; end if;
    if p_text.kind = 'owner_summary' and v_settings.owner_phone is distinct from p_recipient then reason := 'no_consent'; return; end if;
    if channel = 'whatsapp' and p_text.kind <> 'keyword' and not window_is_open(p_tenant, p_recipient, p_now) then
        content_sid := template_for(p_tenant, p_text.kind, p_language);
        -- What a booking's customer is to know comes as an SMS where WhatsApp takes no free words.
        if content_sid is null and v_is_notice then channel := 'sms'; end if;
        if content_sid is null and not v_is_notice then reason := 'window_closed'; return; end if;
    end if;
    if channel = 'whatsapp' and not v_number.takes_whatsapp then reason := 'no_number'; return; end if;
    if p_text.kind <> 'keyword' and is_opted_out(p_tenant, channel, p_recipient) then reason := 'opted_out'; return; end if;
    later := case when not p_text.asked
        then quiet_end(p_now, (select t.zone from tenants t where t.id = p_tenant), v_settings.quiet_from, v_settings.quiet_until) end;
    if p_text.kind = 'reminder' and later >= p_text.start_at then later := null; reason := 'too_late'; return; end if;
    verdict := case when later is null then 'send' else 'wait' end;
    reason := case when later is not null then 'quiet_hours'
        else case p_text.kind when 'reply' then 'wrote' when 'keyword' then 'wrote' when 'handover' then 'called'
            when 'owner_summary' then 'owner' else 'booked' end end;
end $$;

-- Whether a notice tells what is so no longer: a reminder as soon as its booking has changed; any other only where it comes
-- late, since what follows a moment later tells the rest.
create or replace function holdfast.is_superseded(p_tenant bigint, p_text holdfast.texts_out, p_now timestamptz) returns boolean
language plpgsql stable as $$
begin
    return exists (select from bookings b where b.tenant_id = p_tenant and b.id = p_text.booking_id
        and b.version > p_text.booking_version)
        and (p_text.kind = 'reminder' or p_now > p_text.created_at + interval '1 minute'
            or clock_timestamp() > p_text.written_at + interval '1 minute');
end $$;

-- Decides upon a message at the moment of sending, and keeps the decision. `send`: it is in doubt from now on, and goes to
-- `channel` from `sender` with these words or this template. `wait`: until `later`. `look`: it may have been taken before.
-- `settled`: nothing is left to do. `split`: p_bodies are several, and stand as messages of their own now.
create or replace function holdfast.begin_text(
    p_tenant bigint, p_text bigint, p_recipient text, p_bodies text[], p_language text, p_has_account boolean)
returns table (step text, later timestamptz, channel text, sender text, content_sid text)
language plpgsql volatile security definer rows 1
set search_path = holdfast, pg_temp set plan_cache_mode = force_generic_plan set jit = off as $$
#variable_conflict use_column
declare
    v_text texts_out;
    v_verdict record;
    v_now timestamptz := holdfast.now();
begin
    perform guard_write(p_tenant);
    select * into v_text from texts_out t where t.tenant_id = p_tenant and t.id = p_text for no key update;
    if v_text.status <> 'queued' and (v_text.status <> 'sending' or v_text.sid is not null) then
        return query select 'settled', null::timestamptz, null, null, null; return;
    end if;
    if cardinality(p_bodies) > 1 then
        perform split_text(v_text, p_bodies);
        return query select 'split', null::timestamptz, null, null, null; return;
    end if;
    v_verdict := text_verdict(p_tenant, v_text, p_recipient, p_language, p_has_account, v_now);
    update texts_out t set reason = v_verdict.reason,
        status = case v_verdict.verdict when 'send' then 'sending' when 'suppress' then 'suppressed' else 'queued' end,
        channel = v_verdict.channel, sender = coalesce(v_verdict.sender, t.sender), recipient = coalesce(p_recipient, t.recipient),
        body = coalesce(p_bodies[1], t.body), content_sid = v_verdict.content_sid,
        repeated = t.repeated or v_verdict.verdict <> 'suppress' and coalesce(t.doubt = 'lost', false),
        posted_at = case when v_verdict.verdict = 'send' then clock_timestamp() else t.posted_at end,
        posts = t.posts + (v_verdict.verdict = 'send')::integer,
        doubt = case when v_verdict.verdict = 'send' then 'lost' end
    where t.tenant_id = p_tenant and t.id = p_text;
    return query select case v_verdict.verdict when 'suppress' then 'settled' else v_verdict.verdict end,
        v_verdict.later, v_verdict.channel, v_verdict.sender, v_verdict.content_sid;
end $$;

-- Makes several messages of one, which its job sends one after the other.
create or replace function holdfast.split_text(p_text holdfast.texts_out, p_bodies text[]) returns void
language plpgsql as $$
begin
    update texts_out t set body = p_bodies[1] where t.tenant_id = p_text.tenant_id and t.id = p_text.id;
    insert into texts_out (tenant_id, whole_id, part, kind, channel, number_id, recipient, body, booking_id, booking_version,
        start_at, conversation_id, turn_id, asked, created_at)
    select p_text.tenant_id, p_text.id, b.n, p_text.kind, p_text.channel, p_text.number_id, p_text.recipient, b.body,
        p_text.booking_id, p_text.booking_version, p_text.start_at, p_text.conversation_id, p_text.turn_id, p_text.asked, p_text.created_at
    from unnest(p_bodies) with ordinality b (body, n) where b.n > 1
    on conflict (tenant_id, whole_id, part) do nothing;
end $$;

-- How far a status has come; what was settled stays so.
create or replace function holdfast.text_rank(p_status text) returns integer language sql immutable
return case p_status when 'queued' then 0 when 'sending' then 1 when 'sent' then 2 else 3 end;

-- Twilio's word for a status as ours; null for one that says nothing new.
create or replace function holdfast.text_status(p_status text) returns text language sql immutable
return case
    when p_status in ('accepted', 'scheduled', 'queued', 'sending') then 'sending'
    when p_status = 'sent' then 'sent'
    when p_status in ('delivered', 'read') then 'delivered'
    when p_status = 'undelivered' then 'undelivered'
    when p_status in ('failed', 'canceled') then 'failed'
end;

-- What a code of the network means, as far as it is known; anything else is a failure like any other.
create or replace function holdfast.text_failure(p_code integer) returns text language sql immutable
return case p_code
    when 21211 then 'bad_number' when 21614 then 'bad_number' when 21635 then 'bad_number' when 30005 then 'bad_number'
    when 30006 then 'landline' when 21610 then 'opted_out' when 63014 then 'opted_out' when 63016 then 'window_closed'
    when 30001 then 'queue_full' when 21611 then 'queue_full' when 30002 then 'suspended'
    when 30003 then 'unreachable' when 30004 then 'blocked' when 30007 then 'filtered'
    when 20003 then 'settings' when 21408 then 'settings' when 21601 then 'settings' when 21606 then 'settings'
    when 21608 then 'settings' when 30034 then 'settings' when 63007 then 'settings'
    else 'failed'
end;

-- A message was taken, under this name: Twilio answered so, or was found to have it. A second name for one message is a
-- repetition.
create or replace function holdfast.note_text_taken(p_tenant bigint, p_text bigint, p_sid text, p_segments integer) returns boolean
language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
begin
    perform guard_write(p_tenant);
    update texts_out t set repeated = t.repeated or coalesce(t.sid <> p_sid, false), sid = coalesce(t.sid, p_sid), doubt = null,
        error_code = null, segments = coalesce(p_segments, t.segments), status = case when t.status = 'queued' then 'sending' else t.status end
    where t.tenant_id = p_tenant and t.id = p_text;
    return found;
end $$;

-- A message was not taken. Without p_outcome it is to be tried again: nothing of it was done where p_doubt is null, else
-- that remains to be seen. A refusal by 21610 is an opt-out, which is written down as one.
create or replace function holdfast.note_text_refused(
    p_tenant bigint, p_text bigint, p_outcome text, p_doubt text, p_reason text, p_code integer)
returns boolean language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
declare
    v_text texts_out;
begin
    perform guard_write(p_tenant);
    update texts_out t set doubt = p_doubt, reason = coalesce(p_reason, t.reason), error_code = p_code,
        status = coalesce(p_outcome, case when p_doubt is null then 'queued' else t.status end)
    where t.tenant_id = p_tenant and t.id = p_text and t.sid is null and t.status in ('queued', 'sending') returning * into v_text;
    if found and p_reason = 'opted_out' then perform opt_out(p_tenant, v_text.channel, v_text.recipient, 'twilio'); end if;
    return found;
end $$;

-- What the network reports of a message, in any order and however often: each report is kept once, and a status never moves
-- backwards. A report may be the first to bring the message's name.
create or replace function holdfast.note_text_report(p_tenant bigint, p_text bigint, p_sid text, p_status text, p_code integer)
returns boolean language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
declare
    v_status text := text_status(p_status);
    v_text texts_out;
begin
    perform guard_write(p_tenant);
    select * into v_text from texts_out t where t.tenant_id = p_tenant and t.id = p_text for no key update;
    if not found then return false; end if;
    insert into text_reports (tenant_id, text_id, sid, status, error_code) values (p_tenant, p_text, p_sid, p_status, p_code)
        on conflict do nothing;
    if not found then return false; end if;
    if v_text.sid <> p_sid then
        update texts_out t set repeated = true where t.tenant_id = p_tenant and t.id = p_text;
        return true;
    end if;
    if text_rank(v_status) <= text_rank(v_text.status) then v_status := null; end if;
    update texts_out t set sid = p_sid, doubt = null,
        status = coalesce(v_status, case when t.status = 'queued' then 'sending' else t.status end),
        error_code = case when v_status in ('undelivered', 'failed') then p_code else t.error_code end,
        reason = case when v_status in ('undelivered', 'failed') then text_failure(p_code) else t.reason end
    where t.tenant_id = p_tenant and t.id = p_text;
    if v_status in ('undelivered', 'failed') and text_failure(p_code) = 'opted_out' then
        perform opt_out(p_tenant, v_text.channel, v_text.recipient, 'twilio');
    end if;
    return true;
end $$;

-- Which of these names are known as those of other messages.
create or replace function holdfast.known_sids(p_tenant bigint, p_sids text[]) returns text[]
language plpgsql stable security definer set search_path = holdfast, pg_temp as $$
begin
    perform guard(p_tenant);
    return coalesce((select array_agg(t.sid) from texts_out t where t.tenant_id = p_tenant and t.sid = any (p_sids)), '{}');
end $$;

-- Keeps or takes away (p_sid null) the template of a kind and language.
create or replace function holdfast.keep_template(p_tenant bigint, p_kind text, p_language text, p_sid text) returns boolean
language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
begin
    perform guard_write(p_tenant);
    delete from whatsapp_templates w where w.tenant_id = p_tenant and w.kind = p_kind and w.language = p_language;
    insert into whatsapp_templates (tenant_id, kind, language, content_sid) select p_tenant, p_kind, p_language, p_sid where p_sid is not null;
    return true;
end $$;
