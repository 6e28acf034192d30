-- Texts that come in: stored once, answered in their order. The tenant is the transaction's own.

-- The one conversation of a channel with a number.
create or replace function holdfast.text_conversation(p_number_id bigint, p_peer text, p_channel text default 'sms') returns text
language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
declare
    v_id text;
begin
    insert into conversations (tenant_id, id, channel, peer, number_id, vouched)
        values (own_tenant(), encode(public.gen_random_bytes(16), 'hex'), p_channel, p_peer, p_number_id, true)
        on conflict (tenant_id, channel, peer) where channel in ('sms', 'whatsapp') do nothing;
    select c.id into v_id from conversations c
        where c.tenant_id = own_tenant() and c.channel = p_channel and c.peer = p_peer and c.channel in ('sms', 'whatsapp');
    update conversations c set number_id = p_number_id, vouched = true
        where c.tenant_id = own_tenant() and c.id = v_id and (c.number_id, c.vouched) is distinct from (p_number_id, true);
    return v_id;
end $$;

-- Whether a conversation has something that can be cancelled: a question that was asked within a day, or a coming
-- booking of its number.
create or replace function holdfast.has_matter(p_conversation holdfast.conversations) returns boolean
language plpgsql stable as $$
begin
    return coalesce(p_conversation.state ->> 'asked', 'nothing') <> 'nothing' and exists (select from turns t
            where t.tenant_id = p_conversation.tenant_id and t.conversation_id = p_conversation.id and t.at > holdfast.now() - interval '1 day')
        or exists (select from bookings b where b.tenant_id = p_conversation.tenant_id and b.customer_phone = p_conversation.peer
            and b.status in ('confirmed', 'pending') and b.expires_at > holdfast.now() and b.end_at > holdfast.now());
end $$;

-- What a text of a number is read against, and the language that is spoken with it.
create or replace function holdfast.text_context(p_channel text, p_peer text)
returns table (is_opted_out boolean, has_matter boolean, state jsonb)
language plpgsql stable security definer rows 1 set search_path = holdfast, pg_temp as $$
#variable_conflict use_column
declare
    v_conversation conversations;
begin
    select * into v_conversation from conversations c
        where c.tenant_id = own_tenant() and c.channel = p_channel and c.peer = p_peer and c.channel in ('sms', 'whatsapp');
    v_conversation.tenant_id := own_tenant();
    v_conversation.peer := p_peer;
    return query select is_opted_out(own_tenant(), p_channel, p_peer), has_matter(v_conversation), coalesce(v_conversation.state, '{}');
end $$;

-- The coming bookings that an answer is about: the one that was told of in the message that it quotes, else those that
-- their owner was reminded of within two days.
create or replace function holdfast.answered_bookings(p_channel text, p_peer text, p_quoted text) returns text[]
language plpgsql stable security definer set search_path = holdfast, pg_temp as $$
begin
    return coalesce((select array_agg(distinct b.reference) from texts_out t
        join bookings b on b.tenant_id = t.tenant_id and b.id = t.booking_id
        where t.tenant_id = own_tenant() and t.recipient = p_peer and t.channel = p_channel
            and case when p_quoted is null then t.kind = 'reminder' and t.posted_at > clock_timestamp() - interval '2 days'
                else t.sid = p_quoted end
            and b.status in ('confirmed', 'pending') and b.end_at > holdfast.now()), '{}');
end $$;

-- Stores a text with what it means and does what that asks for, once for each sid. Gives its conversation where a turn is
-- to answer it; a job rests behind that turn, in case that whoever stores the text does not live to take it.
create or replace function holdfast.take_text(
    p_sid text, p_channel text, p_number_id bigint, p_peer text, p_body text, p_media integer, p_quoted text,
    p_meaning text, p_how text, p_answer text)
returns table (conversation text, is_new boolean)
language plpgsql volatile security definer rows 1 set search_path = holdfast, pg_temp as $$
#variable_conflict use_column
declare
    v_conversation text := text_conversation(p_number_id, p_peer, p_channel);
    v_id bigint;
begin
    perform from conversations c where c.tenant_id = own_tenant() and c.id = v_conversation for no key update;
    insert into texts_in (tenant_id, sid, conversation_id, body, media, meaning, about, at, answered_at)
        values (own_tenant(), p_sid, v_conversation, p_body, p_media, p_meaning, answered_bookings(p_channel, p_peer, p_quoted),
            holdfast.now(), case when p_meaning <> 'talk' then clock_timestamp() end)
        on conflict (tenant_id, sid) do nothing returning texts_in.id into v_id;
    if v_id is not null then
        perform obey_text(v_id, v_conversation, p_channel, p_number_id, p_peer, p_body, p_meaning, p_how, p_answer);
    end if;
    return query select v_conversation, v_id is not null;
end $$;

-- What a text's meaning asks for beside talk.
create or replace function holdfast.obey_text(
    p_text bigint, p_conversation text, p_channel text, p_number_id bigint, p_peer text, p_body text,
    p_meaning text, p_how text, p_answer text)
returns void language plpgsql as $$
begin
    case p_meaning
        when 'talk' then perform rest_turn_job(p_text);
        when 'opt_out' then perform opt_out(own_tenant(), p_channel, p_peer, p_how);
        when 'opt_in' then perform opt_in(own_tenant(), p_channel, p_peer, p_how);
        when 'kept' then perform keep_words(p_conversation, p_peer, p_body);
        else null;
    end case;
    -- Who asks for silence leaves what they were being asked.
    if p_meaning = 'opt_out' then
        update conversations c set state = c.state || '{"asked": "nothing", "goal": "nothing"}'
            where c.tenant_id = own_tenant() and c.id = p_conversation and c.state <> '{}';
    end if;
    if p_answer is not null then
        perform enqueue_text(own_tenant(), 'keyword', p_channel, p_number_id, p_peer, p_answer, null, p_conversation);
    end if;
end $$;

-- Words that no answer can follow, for the people of the business.
create or replace function holdfast.keep_words(p_conversation text, p_peer text, p_body text) returns void
language plpgsql as $$
begin
    if p_body ~ '[^[:space:]]' then
        insert into messages (tenant_id, conversation_id, name, contact, body, created_at)
            values (own_tenant(), p_conversation, '', p_peer, p_body, holdfast.now());
    end if;
end $$;

-- What a number wrote last, for the people of the business: an answer to it was refused by the network.
create or replace function holdfast.keep_unanswered(p_channel text, p_peer text) returns void
language plpgsql as $$
begin
    perform keep_words(c.id, p_peer, t.body) from conversations c
        cross join lateral (select i.body from texts_in i where i.tenant_id = c.tenant_id and i.conversation_id = c.id
            and i.meaning = 'talk' and i.at > holdfast.now() - interval '1 hour' order by i.id desc limit 1) t
        where c.tenant_id = own_tenant() and c.channel = p_channel and c.peer = p_peer and c.channel in ('sms', 'whatsapp');
end $$;

-- The job that stands behind a text's turn: twenty seconds of machine time, unless somebody wakes it.
create or replace function holdfast.rest_turn_job(p_text bigint) returns void
language plpgsql as $$
declare
    v_job bigint := enqueue_job(own_tenant(), 'text_turn', jsonb_build_object('text', p_text), null, null, 'text:' || p_text);
begin
    update jobs j set state = 'resting', rest_until = clock_timestamp() + interval '20 seconds'
        where j.tenant_id = own_tenant() and j.id = v_job;
end $$;

-- The oldest text of a conversation that waits for its turn; the one of a job's text where only that is known.
create or replace function holdfast.next_text(p_conversation text, p_text bigint)
returns table (conversation text, sid text, body text, media integer, about text[], channel text, peer text)
language plpgsql stable security definer rows 1 set search_path = holdfast, pg_temp as $$
#variable_conflict use_column
begin
    return query select c.id, t.sid, t.body, t.media, t.about, c.channel, c.peer
        from conversations c join texts_in t on t.tenant_id = c.tenant_id and t.conversation_id = c.id
        where c.tenant_id = own_tenant() and t.answered_at is null
            and c.id = coalesce(p_conversation,
                (select i.conversation_id from texts_in i where i.tenant_id = own_tenant() and i.id = p_text))
        order by t.id limit 1;
end $$;

-- The business of a text that waits for its turn, and who sent it.
create or replace function holdfast.text_business(p_text bigint) returns table (slug text, peer text)
language plpgsql stable security definer rows 1 set search_path = holdfast, pg_temp as $$
#variable_conflict use_column
begin
    return query select b.slug, c.peer from texts_in t
        join conversations c on c.tenant_id = t.tenant_id and c.id = t.conversation_id join tenants b on b.id = t.tenant_id
        where t.tenant_id = own_tenant() and t.id = p_text and t.answered_at is null;
end $$;

-- A turn that answers a text ends: its words leave as a text, and nobody needs to come back for it. The caller holds the
-- conversation and its turn.
create or replace function holdfast.answer_text(p_turn bigint, p_reply text, p_summary text) returns void
language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
declare
    v_turn turns;
    v_conversation conversations;
    v_text bigint;
begin
    select * into v_turn from turns t where t.tenant_id = own_tenant() and t.id = p_turn;
    select * into v_conversation from conversations c where c.tenant_id = own_tenant() and c.id = v_turn.conversation_id;
    if v_conversation.peer is null or v_conversation.channel not in ('sms', 'whatsapp') then return; end if;
    update texts_in t set answered_at = clock_timestamp()
        where t.tenant_id = own_tenant() and t.sid = v_turn.message_key and t.answered_at is null returning t.id into v_text;
    -- One that runs ends by itself.
    update jobs j set state = 'done', finished_at = clock_timestamp()
        where j.tenant_id = own_tenant() and j.kind = 'text_turn' and j.dedupe_key = 'text:' || v_text and j.state in ('waiting', 'resting');
    perform text_to(v_conversation, p_reply, p_turn);
    perform tell_owner(v_conversation, p_summary, p_turn);
end $$;

-- Texts words to whoever a conversation is with; for one that is held by text.
create or replace function holdfast.text_to(p_conversation holdfast.conversations, p_body text, p_turn bigint) returns void
language plpgsql as $$
begin
    if p_conversation.channel in ('sms', 'whatsapp') and p_conversation.peer is not null and p_body ~ '[^[:space:]]' then
        perform enqueue_text(own_tenant(), 'reply', p_conversation.channel, p_conversation.number_id, p_conversation.peer, p_body, null,
            p_conversation.id, p_turn);
    end if;
end $$;

-- Texts the owner what happened in a conversation, where the business has a number for that.
create or replace function holdfast.tell_owner(p_conversation holdfast.conversations, p_summary text, p_turn bigint) returns void
language plpgsql as $$
declare
    v_owner text := (phone_settings_of(own_tenant())).owner_phone;
begin
    if v_owner is not null and p_summary ~ '[^[:space:]]' then
        perform enqueue_text(own_tenant(), 'owner_summary', 'sms', p_conversation.number_id, v_owner, p_summary, null,
            p_conversation.id, p_turn);
    end if;
end $$;

-- Wakes the jobs behind texts whose turn a dead worker held.
create or replace function holdfast.wake_text_turns(p_worker text) returns void
language plpgsql as $$
begin
    update jobs j set rest_until = clock_timestamp()
    from turns t join texts_in i on i.tenant_id = t.tenant_id and i.sid = t.message_key
    where t.lease_worker = p_worker and t.closed_at is null and i.answered_at is null
        and j.tenant_id = i.tenant_id and j.kind = 'text_turn' and j.dedupe_key = 'text:' || i.id and j.state = 'resting';
end $$;
