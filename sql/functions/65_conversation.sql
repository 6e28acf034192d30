-- A turn of a conversation: taken under a lease and a fence, closed with its reply. The tenant is the transaction's own.

create or replace function holdfast.own_tenant() returns bigint
language plpgsql stable as $$
begin
    return current_setting('holdfast.tenant')::bigint;
end $$;

-- Raises HF001 unless the turn is open and still held under that number. The row stays locked until the transaction
-- ends, so that whoever takes the turn over waits for this write and then finds its receipt. The transaction knows its turn
-- from then on.
create or replace function holdfast.check_fence(p_turn bigint, p_number bigint) returns void
language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
begin
    perform from turns where tenant_id = own_tenant() and id = p_turn and fence = p_number and closed_at is null for no key update;
    if not found then raise exception 'the turn is held by another worker' using errcode = 'HF001'; end if;
    perform set_config('holdfast.turn', p_turn::text, true);
end $$;

-- The conversation that a first message belongs to: the one it opened before, or a new one.
create or replace function holdfast.open_conversation(p_fresh text, p_key text, p_channel text) returns text
language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
declare
    v_key text := case when length(p_key) >= 16 then p_key end;
    v_found text;
begin
    insert into conversations (tenant_id, id, opening_key, channel) values (own_tenant(), p_fresh, v_key, p_channel)
        on conflict (tenant_id, opening_key) do nothing;
    select id into v_found from conversations where tenant_id = own_tenant() and (id = p_fresh or opening_key = v_key);
    return v_found;
end $$;

-- Whether a turn's lease is alive. p_live names the connections that are; null where nobody looked.
create or replace function holdfast.is_leased(p_turn holdfast.turns, p_live text[]) returns boolean
language sql stable
return p_turn.closed_at is null and p_turn.lease_until > clock_timestamp()
    and (p_live is null or p_turn.lease_backend = '' or p_turn.lease_backend = any (p_live));

-- Takes the turn of a message. Outcomes: `run` (yours now), `silent` (yours, but a person is answering: nothing may be done),
-- `closed` (its events and reply stand), `running` (the same message is being answered), `waiting` (another message is; you
-- are next), `too_many`, `conflict` (key reused).
create or replace function holdfast.take_turn(
    p_conversation text, p_fresh text, p_key text, p_message text, p_hash bytea, p_channel text,
    p_worker text, p_backend text, p_lease_seconds double precision, p_live text[])
returns table (outcome text, conversation text, turn bigint, fence bigint, state jsonb, journal jsonb, at timestamptz, reply text)
language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
#variable_conflict use_column
declare
    v_tenant bigint := own_tenant();
    v_conversation conversations;
    v_turn turns;
    v_opened text;
    v_running boolean;
    v_ahead boolean;
    v_outcome text;
begin
    select * into v_conversation from conversations c where c.tenant_id = v_tenant and c.id = p_conversation for no key update;
    if not found then
        v_opened := open_conversation(p_fresh, p_key, p_channel);
        select * into v_conversation from conversations c where c.tenant_id = v_tenant and c.id = v_opened for no key update;
    end if;
    if person_in(v_conversation) = 'due' then
        perform end_handoff(v_conversation);
        v_conversation.person_since := null;
    end if;
    insert into turns (tenant_id, conversation_id, message_key, message, message_hash, at)
        values (v_tenant, v_conversation.id, p_key, p_message, p_hash, now())
        on conflict (tenant_id, conversation_id, message_key) do nothing;
    select * into v_turn from turns t
        where t.tenant_id = v_tenant and t.conversation_id = v_conversation.id and t.message_key = p_key for no key update;
    select coalesce(bool_or(is_leased(t, p_live)), false), coalesce(bool_or(t.waiting_until > clock_timestamp() and t.id < v_turn.id), false)
        into v_running, v_ahead from turns t
        where t.tenant_id = v_tenant and t.conversation_id = v_conversation.id and t.closed_at is null and t.id <> v_turn.id;
    v_outcome := case
        when v_turn.message_hash <> p_hash then 'conflict'
        when v_turn.closed_at is not null then 'closed'
        when is_leased(v_turn, p_live) then 'running'
        when v_ahead then 'too_many'
        when v_running then 'waiting'
        when v_conversation.person_since is not null then 'silent'
        else 'run' end;
    if v_outcome in ('run', 'silent') then
        update turns t set fence = t.fence + 1, lease_until = clock_timestamp() + make_interval(secs => p_lease_seconds),
            lease_worker = p_worker, lease_backend = p_backend, waiting_until = '-infinity',
            at = case when t.journal = '[]' then holdfast.now() else t.at end
            where t.tenant_id = v_tenant and t.id = v_turn.id returning * into v_turn;
    elsif v_outcome = 'waiting' then
        update turns t set waiting_until = clock_timestamp() + interval '2 seconds' where t.tenant_id = v_tenant and t.id = v_turn.id;
    elsif v_outcome = 'too_many' and v_turn.fence = 0 then
        delete from turns t where t.tenant_id = v_tenant and t.id = v_turn.id;
    end if;
    return query select v_outcome, v_conversation.id, v_turn.id, v_turn.fence, v_conversation.state, v_turn.journal, v_turn.at, v_turn.reply;
end $$;

-- Notes what the tools of a turn have answered, so that whoever takes it over walks the same way.
create or replace function holdfast.note_journal(p_turn bigint, p_fence bigint, p_journal jsonb, p_lease_seconds double precision)
returns boolean language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
begin
    perform check_fence(p_turn, p_fence);
    update turns set journal = p_journal, lease_until = clock_timestamp() + make_interval(secs => p_lease_seconds)
        where tenant_id = own_tenant() and id = p_turn;
    return true;
end $$;

-- Stores events that are about to be shown, the first of them under p_first.
create or replace function holdfast.note_events(p_turn bigint, p_fence bigint, p_first integer, p_events jsonb)
returns boolean language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
begin
    perform check_fence(p_turn, p_fence);
    insert into turn_events (tenant_id, turn_id, number, body)
        select own_tenant(), p_turn, p_first + position - 1, event
        from jsonb_array_elements(p_events) with ordinality as list (event, position);
    return true;
end $$;

-- Stores the last events, the reply and the conversation's new state, and closes the turn. In a conversation by text the
-- reply leaves as a text. p_summary is what the owner is texted of it.
create or replace function holdfast.end_turn(
    p_turn bigint, p_fence bigint, p_first integer, p_events jsonb, p_reply text, p_state jsonb, p_summary text)
returns boolean language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
begin
    perform from conversations where tenant_id = own_tenant()
        and id = (select conversation_id from turns where tenant_id = own_tenant() and id = p_turn) for no key update;
    perform note_events(p_turn, p_fence, p_first, p_events);
    update turns set reply = p_reply, closed_at = clock_timestamp(), journal = '[]', lease_until = '-infinity', lease_backend = ''
        where tenant_id = own_tenant() and id = p_turn;
    update conversations set state = p_state, spoken_at = clock_timestamp()
        where tenant_id = own_tenant() and id = (select conversation_id from turns where tenant_id = own_tenant() and id = p_turn);
    perform answer_text(p_turn, p_reply, p_summary);
    return true;
end $$;

-- The same as the release before this one calls it.
create or replace function holdfast.close_turn(p_turn bigint, p_fence bigint, p_first integer, p_events jsonb, p_reply text, p_state jsonb)
returns boolean language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
begin
    return end_turn(p_turn, p_fence, p_first, p_events, p_reply, p_state, null);
end $$;

-- Gives up a turn that failed, so that the same message can be answered by the next who asks.
create or replace function holdfast.release_turn(p_turn bigint, p_fence bigint) returns boolean
language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
begin
    update turns set lease_until = '-infinity' where tenant_id = own_tenant() and id = p_turn and fence = p_fence and closed_at is null;
    return found;
end $$;

-- Keeps a message for the owner, one for each turn. Where the conversation was handed over and nobody has seen to it yet,
-- that message takes the words: the first ones instead of those that handed it over, further ones below.
create or replace function holdfast.take_message(p_conversation text, p_turn bigint, p_name text, p_contact text, p_body text)
returns bigint language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
declare
    v_id bigint;
begin
    select m.id into v_id from messages m where m.tenant_id = own_tenant() and m.conversation_id = p_conversation
        and (m.turn_id = p_turn and m.reason is null or m.dictated_turn_id = p_turn);
    if found then return v_id; end if;
    update messages m set dictated_turn_id = p_turn, name = left(p_name, 200), contact = left(p_contact, 400),
        body = left(case when m.body = p_body or m.reason = 'asked' and m.dictated_turn_id is null then p_body
            else m.body || E'\n' || p_body end, 4000)
        where m.tenant_id = own_tenant() and m.conversation_id = p_conversation and m.read_at is null
            and m.reason in ('asked', 'lost', 'angry', 'model', 'callback')
        returning m.id into v_id;
    if found then return v_id; end if;
    insert into messages (tenant_id, conversation_id, turn_id, name, contact, body, created_at)
        values (own_tenant(), p_conversation, p_turn, left(p_name, 200), left(p_contact, 400), left(p_body, 4000), holdfast.now())
        on conflict (tenant_id, turn_id) do nothing;
    select id into v_id from messages where tenant_id = own_tenant() and turn_id = p_turn;
    return v_id;
end $$;

-- Frees the leases of a worker that is known to be gone, for all tenants.
create or replace function holdfast.free_leases(p_worker text) returns bigint
language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
declare
    v_freed bigint;
begin
    perform wake_text_turns(p_worker);
    update turns set lease_until = '-infinity' where lease_worker = p_worker and closed_at is null and lease_until > clock_timestamp();
    get diagnostics v_freed = row_count;
    return v_freed;
end $$;
