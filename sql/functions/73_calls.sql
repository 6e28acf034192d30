-- Phone calls. The tenant is the transaction's own.

-- Whole minutes that calls took since an instant, one caller's or all; a call under way counts as far as it has come.
create or replace function holdfast.minutes_called(p_since timestamptz, p_peer text) returns bigint
language plpgsql stable as $$
begin
    return (select coalesce(sum(ceil(coalesce(c.seconds,
            least(extract(epoch from holdfast.now() - c.started_at), 60 * (phone_settings_of(own_tenant())).call_minutes)) / 60)), 0)
        from calls c
        where c.tenant_id = own_tenant() and c.started_at >= p_since and c.refusal is null and (p_peer is null or c.peer = p_peer));
end $$;

-- Where the business's day or month began.
create or replace function holdfast.began(p_unit text) returns timestamptz
language plpgsql stable as $$
begin
    return (select local_instant(date_trunc(p_unit, holdfast.now() at time zone t.zone), t.zone)
        from tenants t where t.id = own_tenant());
end $$;

-- Why a call can't be taken: its caller, or all of them, have talked long enough, or it is our own call to the owner that
-- their phone sends back.
create or replace function holdfast.call_refusal(p_peer text) returns text
language plpgsql stable as $$
declare
    v_settings phone_settings := phone_settings_of(own_tenant());
begin
    if exists (select from calls c where c.tenant_id = own_tenant() and c.peer = p_peer and c.ended_at is null
            and c.dialling_since > holdfast.now() - interval '1 minute') then
        return 'forwarded';
    end if;
    if not limits_apply() then return null; end if;
    if p_peer is not null and minutes_called(began('day'), p_peer) >= v_settings.caller_minutes_a_day then return 'caller_minutes'; end if;
    if minutes_called(began('month'), null) >= v_settings.minutes_a_month then return 'month_minutes'; end if;
    return null;
end $$;

-- Takes a call, once: its row, its conversation, and the job that settles it though its end were never told. A repeated
-- delivery finds what the first one made.
create or replace function holdfast.begin_call(p_sid text, p_number bigint, p_peer text, p_vouched boolean, p_fresh text)
returns table (conversation text, refusal text, visited text)
language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
declare
    v_call calls;
    v_refusal text := call_refusal(p_peer);
begin
    insert into calls (tenant_id, sid, number_id, peer, refusal, started_at)
        values (own_tenant(), p_sid, p_number, p_peer, v_refusal, holdfast.now())
        on conflict on constraint calls_once do nothing returning * into v_call;
    if v_call.id is not null and v_refusal is null then
        insert into conversations (tenant_id, id, channel, peer, number_id, vouched)
            values (own_tenant(), p_fresh, 'voice', p_peer, p_number, p_vouched);
        update calls c set conversation_id = p_fresh where c.tenant_id = own_tenant() and c.id = v_call.id;
        perform enqueue_settling(v_call.id, ':late',
            make_interval(mins => (phone_settings_of(own_tenant())).call_minutes + 10));
    end if;
    return query select c.conversation_id, c.refusal, (last_visit(p_peer, c.started_at)).name from calls c where c.tenant_id = own_tenant() and c.sid = p_sid;
end $$;

create or replace function holdfast.enqueue_settling(p_call bigint, p_again text, p_after interval) returns void
language plpgsql as $$
begin
    perform enqueue_job(own_tenant(), 'settle_call', jsonb_build_object('call', p_call), holdfast.now() + p_after,
        'call:' || p_call, 'call:' || p_call || p_again);
end $$;

create or replace function holdfast.call_is_over(p_status text) returns boolean
language sql immutable return p_status in ('completed', 'busy', 'failed', 'no-answer', 'canceled');

-- Takes a status callback. They come in any order and more than once: a later number counts, and the end is the end. A call
-- that never reached us stands with its end alone.
create or replace function holdfast.note_call(
    p_sid text, p_number bigint, p_peer text, p_status text, p_sequence integer, p_seconds integer)
returns boolean language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
declare
    v_call calls;
begin
    insert into calls (tenant_id, sid, number_id, peer, started_at)
        values (own_tenant(), p_sid, p_number, p_peer, holdfast.now() - make_interval(secs => coalesce(p_seconds, 0)))
        on conflict on constraint calls_once do nothing;
    select * into v_call from calls c where c.tenant_id = own_tenant() and c.sid = p_sid for no key update;
    if call_is_over(v_call.status) and not call_is_over(p_status)
        or p_sequence <= v_call.sequence and call_is_over(v_call.status) = call_is_over(p_status) then
        return false;
    end if;
    update calls c set status = p_status, sequence = greatest(c.sequence, p_sequence), seconds = coalesce(p_seconds, c.seconds),
        ended_at = case when call_is_over(p_status) then coalesce(c.ended_at, holdfast.now()) end
        where c.tenant_id = own_tenant() and c.id = v_call.id;
    if call_is_over(p_status) then perform enqueue_settling(v_call.id, '', interval '0'); end if;
    return true;
end $$;

-- The owner's phone rings for a call, or p_status came of it.
create or replace function holdfast.note_dial(p_sid text, p_status text) returns boolean
language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
begin
    update calls c set dialled = coalesce(p_status, c.dialled),
        dialling_since = case when p_status is null then holdfast.now() end
        where c.tenant_id = own_tenant() and c.sid = p_sid and (p_status is not null or c.dialling_since is null and c.ended_at is null);
    return found;
end $$;

create or replace function holdfast.note_recording(p_sid text, p_recording text, p_seconds integer) returns boolean
language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
begin
    update calls c set recording_sid = p_recording, recording_seconds = coalesce(p_seconds, c.recording_seconds)
        where c.tenant_id = own_tenant() and c.sid = p_sid;
    return found;
end $$;

-- Keeps what was heard where the worker that was to answer it has died before it took the turn. Whoever comes next takes it.
create or replace function holdfast.keep_heard(p_conversation text, p_key text, p_message text, p_hash bytea) returns boolean
language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
begin
    insert into turns (tenant_id, conversation_id, message_key, message, message_hash, at)
        values (own_tenant(), p_conversation, p_key, p_message, p_hash, holdfast.now())
        on conflict (tenant_id, conversation_id, message_key) do nothing;
    return found;
end $$;

-- Takes a turn from whoever works on it, if anyone does, once it has lasted so long; none where it is closed or younger.
create or replace function holdfast.seize_turn(p_conversation text, p_key text, p_after_seconds double precision)
returns table (conversation text, turn bigint, fence bigint, state jsonb, journal jsonb, at timestamptz)
language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
#variable_conflict use_column
declare
    v_conversation conversations := lock_conversation(p_conversation);
begin
    return query update turns t set fence = t.fence + 1, lease_until = clock_timestamp() + interval '10 seconds', lease_worker = '',
        lease_backend = ''
        where t.tenant_id = own_tenant() and t.conversation_id = p_conversation and t.message_key = p_key and t.closed_at is null
            and t.created_at <= clock_timestamp() - make_interval(secs => p_after_seconds)
        returning t.conversation_id, t.id, t.fence, v_conversation.state, t.journal, t.at;
end $$;

-- Goes on with a caller by text: their text conversation takes over where the call's dialogue stands, and the first text
-- is sent. Once for each turn.
create or replace function holdfast.text_instead(p_conversation text, p_turn bigint, p_body text, p_state jsonb) returns boolean
language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
declare
    v_call conversations;
    v_text text;
begin
    update calls c set texted_turn = p_turn where c.tenant_id = own_tenant() and c.conversation_id = p_conversation
        and c.texted_turn is distinct from p_turn;
    if not found then return false; end if;
    select * into v_call from conversations c where c.tenant_id = own_tenant() and c.id = p_conversation;
    v_text := text_conversation(v_call.number_id, v_call.peer);
    update conversations c set state = p_state where c.tenant_id = own_tenant() and c.id = v_text;
    perform enqueue_text(own_tenant(), 'handover', 'sms', v_call.number_id, v_call.peer, p_body, null, v_text, p_turn);
    return true;
end $$;

-- Settles a call that is over, once: what became of it, what the owner is told of it in a message and by text, and the time
-- that it held, which is given back where the business wants that.
create or replace function holdfast.settle_call(p_call bigint, p_outcome text, p_told text, p_texted text, p_hold text)
returns boolean language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
declare
    v_call calls;
    v_settings phone_settings := phone_settings_of(own_tenant());
begin
    if p_hold is not null and not v_settings.keep_hold_on_hangup then perform release_hold(own_tenant(), p_hold); end if;
    update calls c set outcome = p_outcome, ended_at = coalesce(c.ended_at, holdfast.now()),
        status = case when call_is_over(c.status) then c.status else 'completed' end
        where c.tenant_id = own_tenant() and c.id = p_call and c.outcome is null returning * into v_call;
    if not found then return false; end if;
    if p_told is not null then
        insert into messages (tenant_id, conversation_id, name, contact, body, created_at, reason, once)
            values (own_tenant(), v_call.conversation_id, '', coalesce(v_call.peer, ''), p_told, holdfast.now(), 'call', 'call:' || p_call)
            on conflict (tenant_id, once) do nothing;
    end if;
    if p_texted is not null then perform text_owner(v_call.number_id, p_texted); end if;
    perform tell_minutes(v_call.number_id);
    return true;
end $$;

create or replace function holdfast.text_owner(p_number bigint, p_body text) returns void
language plpgsql as $$
declare
    v_owner text := (phone_settings_of(own_tenant())).owner_phone;
begin
    if v_owner is not null then perform enqueue_text(own_tenant(), 'owner_summary', 'sms', p_number, v_owner, p_body); end if;
end $$;

-- Tells the owner once a month that four fifths of its minutes are used.
create or replace function holdfast.tell_minutes(p_number bigint) returns void
language plpgsql as $$
declare
    v_most integer := (phone_settings_of(own_tenant())).minutes_a_month;
    v_used bigint := minutes_called(began('month'), null);
    v_once text := 'minutes:' || to_char(holdfast.began('month') + interval '15 days', 'YYYY-MM');
    v_body text := 'Calls have taken ' || v_used || ' of this month''s ' || v_most
        || ' minutes. When they are used up, no more calls are answered until next month; you can raise the limit under Phone.';
begin
    if v_used * 5 < v_most * 4 or exists (select from messages m where m.tenant_id = own_tenant() and m.once = v_once) then return; end if;
    perform tell_owner('minutes', v_body, v_once);
    perform text_owner(p_number, v_body);
end $$;
