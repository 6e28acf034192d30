-- A person of the business in a conversation. The tenant is the transaction's own. Locks are taken in this order: the
-- conversation, its turns, its messages.

-- The row of a conversation, held until the transaction ends; without an id where there is no such conversation.
create or replace function holdfast.lock_conversation(p_conversation text) returns holdfast.conversations
language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
declare
    v_conversation conversations;
begin
    select * into v_conversation from conversations c
        where c.tenant_id = own_tenant() and c.id = p_conversation for no key update;
    return v_conversation;
end $$;

-- Whether a person was `asked` for, is `answering`, or neither (`none`). Half a day of business time without their word
-- ends it: `due` for whoever meets it.
create or replace function holdfast.person_in(p_conversation holdfast.conversations) returns text
language plpgsql stable security definer set search_path = holdfast, pg_temp as $$
declare
    v_since timestamptz := holdfast.now() - interval '12 hours';
begin
    return case
        when p_conversation.person_since is not null then case when p_conversation.person_spoke_at > v_since then 'answering' else 'due' end
        when p_conversation.handed_over_at > v_since then 'asked'
        else 'none' end;
end $$;

-- Hands a conversation to the people of the business: a message for them, once until they have seen to it. Gives whether
-- it was this turn that did.
create or replace function holdfast.hand_over_conversation(
    p_conversation text, p_turn bigint, p_fence bigint, p_reason text, p_name text, p_contact text)
returns boolean language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
begin
    perform lock_conversation(p_conversation);
    perform check_fence(p_turn, p_fence);
    insert into messages (tenant_id, conversation_id, turn_id, name, contact, body, created_at, reason)
        select t.tenant_id, t.conversation_id, t.id, left(p_name, 200), left(p_contact, 400), t.message, holdfast.now(), p_reason
        from turns t where t.tenant_id = own_tenant() and t.id = p_turn and t.conversation_id = p_conversation
        on conflict do nothing;
    if found then
        update conversations c set handed_over_at = holdfast.now() where c.tenant_id = own_tenant() and c.id = p_conversation;
    end if;
    return exists (select from messages m where m.tenant_id = own_tenant() and m.turn_id = p_turn and m.reason is not null);
end $$;

-- Says a person's words in a conversation. From then on the receptionist is silent: turns under way lose their fence, so
-- that what they were about to do or say is not done or said. Null where there is no such conversation.
create or replace function holdfast.answer_conversation(p_conversation text, p_body text, p_key text) returns boolean
language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
declare
    v_conversation conversations;
begin
    v_conversation := lock_conversation(p_conversation);
    if v_conversation.id is null then return null; end if;
    insert into interjections (tenant_id, conversation_id, after_turn, kind, body, key, at)
        values (own_tenant(), p_conversation, last_turn(p_conversation), 'person', p_body, p_key, holdfast.now())
        on conflict (tenant_id, conversation_id, key) do nothing;
    if not found then return false; end if;
    update conversations c set person_spoke_at = holdfast.now(),
        person_since = case when person_in(v_conversation) = 'answering' then c.person_since else holdfast.now() end
        where c.tenant_id = own_tenant() and c.id = p_conversation;
    update turns t set fence = t.fence + 1, lease_until = '-infinity'
        where t.tenant_id = own_tenant() and t.conversation_id = p_conversation and t.closed_at is null;
    perform settle_handoff(p_conversation);
    perform text_to(v_conversation, p_body, null);
    return true;
end $$;

-- Lets the receptionist speak again. Null where there is no such conversation.
create or replace function holdfast.hand_back(p_conversation text) returns boolean
language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
declare
    v_conversation conversations;
begin
    v_conversation := lock_conversation(p_conversation);
    if v_conversation.id is null then return null; end if;
    return end_handoff(v_conversation);
end $$;

-- The same where the people's time is over; for whoever meets it.
create or replace function holdfast.end_due_handoff(p_conversation text) returns boolean
language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
declare
    v_conversation conversations;
begin
    v_conversation := lock_conversation(p_conversation);
    return v_conversation.id is not null and person_in(v_conversation) = 'due' and end_handoff(v_conversation);
end $$;

-- Ends a handoff whose conversation's row the caller holds; gives whether there was one.
create or replace function holdfast.end_handoff(p_conversation holdfast.conversations) returns boolean
language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
begin
    if p_conversation.person_since is null and p_conversation.handed_over_at is null then return false; end if;
    if p_conversation.person_since is not null then
        insert into interjections (tenant_id, conversation_id, after_turn, kind, key, at)
            select own_tenant(), p_conversation.id, last_turn(p_conversation.id), 'back', 'back:' || max(i.id), holdfast.now()
            from interjections i where i.tenant_id = own_tenant() and i.conversation_id = p_conversation.id;
    end if;
    update conversations c set handed_over_at = null, person_since = null, person_spoke_at = null
        where c.tenant_id = own_tenant() and c.id = p_conversation.id;
    perform settle_handoff(p_conversation.id);
    return true;
end $$;

-- The message that handed the conversation over has been seen to.
create or replace function holdfast.settle_handoff(p_conversation text) returns void
language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
begin
    update messages m set read_at = holdfast.now()
        where m.tenant_id = own_tenant() and m.conversation_id = p_conversation
            and m.reason in ('asked', 'lost', 'angry', 'model', 'callback') and m.read_at is null;
end $$;

create or replace function holdfast.last_turn(p_conversation text) returns bigint
language plpgsql stable security definer set search_path = holdfast, pg_temp as $$
begin
    return (select coalesce(max(t.id), 0) from turns t where t.tenant_id = own_tenant() and t.conversation_id = p_conversation);
end $$;

-- What a turn has settled in the diary, in its order: the tool and the booking.
create or replace function holdfast.settled_in_turn(p_turn bigint) returns table (tool text, booking bigint)
language plpgsql stable security definer rows 1 set search_path = holdfast, pg_temp as $$
begin
    return query select split_part(r.route, '/', 3), (r.result ->> 'booking')::bigint from receipts r
        where r.tenant_id = own_tenant() and r.reason is null
            and r.route in ('turn/' || p_turn || '/confirm_booking', 'turn/' || p_turn || '/reschedule_booking',
                'turn/' || p_turn || '/cancel_booking')
        order by r.created_at;
end $$;
