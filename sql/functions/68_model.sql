-- A model's account: whether it may be asked, what it cost, how it fared. The tenant is the transaction's own.

-- A message of the house for the owner: once under a name, whoever comes first.
create or replace function holdfast.tell_owner(p_reason text, p_body text, p_once text) returns void
language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
begin
    if exists (select from messages m where m.tenant_id = own_tenant() and m.once = p_once) then return; end if;
    insert into messages (tenant_id, name, contact, body, created_at, reason, once)
        values (own_tenant(), '', '', p_body, holdfast.now(), p_reason, p_once)
        on conflict (tenant_id, once) do nothing;
end $$;

-- What a business has spent on models in its own month, in millionths of the account's currency.
create or replace function holdfast.model_spent(p_tenant holdfast.tenants) returns bigint
language plpgsql stable as $$
begin
    return (select coalesce(sum(m.cost_micros), 0) from model_turns m where m.tenant_id = p_tenant.id
        and m.at >= date_trunc('month', holdfast.now() at time zone p_tenant.zone) at time zone p_tenant.zone);
end $$;

-- Whether the month's ceiling, the business's own or else the house's, leaves anything. Asked before each question: turns that run at
-- once pass it by the cost of one question each at most.
create or replace function holdfast.model_is_funded(p_ceiling_micros bigint) returns boolean
language plpgsql stable security definer set search_path = holdfast, pg_temp as $$
declare
    v_tenant tenants;
begin
    select * into v_tenant from tenants t where t.id = own_tenant();
    return coalesce(model_spent(v_tenant) < coalesce(v_tenant.model_ceiling_micros, p_ceiling_micros), true);
end $$;

-- Whether a model may be asked now: `ask`, `resting` after failures, or `spent` where the month's ceiling is reached. Of those who
-- come when a rest is over one tries; the others go on resting until that try has ended, or ten seconds are over.
create or replace function holdfast.model_permission(p_account text, p_ceiling_micros bigint) returns text
language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
declare
    v_breaker model_breakers;
    v_tenant tenants;
begin
    if not model_is_funded(p_ceiling_micros) then
        select * into v_tenant from tenants t where t.id = own_tenant();
        perform tell_owner('spent', 'The language model has cost as much this month as it may. '
            'The built-in receptionist answers until the month ends or the ceiling is raised.',
            'spent:' || to_char(holdfast.now() at time zone v_tenant.zone, 'YYYY-MM'));
        return 'spent';
    end if;
    select * into v_breaker from model_breakers b where b.tenant_id = own_tenant() and b.account = p_account;
    if not found or v_breaker.failures < 3 then return 'ask'; end if;
    update model_breakers b set rests_until = clock_timestamp() + interval '10 seconds'
        where b.tenant_id = own_tenant() and b.account = p_account and b.rests_until <= clock_timestamp();
    return case when found then 'ask' else 'resting' end;
end $$;

-- Whether a turn that ended so had asked the model.
create or replace function holdfast.was_asked(p_failure text) returns boolean language sql immutable
return coalesce(p_failure not in ('resting', 'spent', 'astray', 'human'), true);

-- Whether a model has gone astray in a conversation: the last three turns in which it was asked came to nothing that could be shown.
-- Ten minutes later it is tried again. A visitor can bring that about, so it is that visitor's conversation alone.
create or replace function holdfast.model_strays(p_conversation text) returns boolean
language sql stable security definer set search_path = holdfast, pg_temp
return (
    select count(*) = 3 and max(l.at) > holdfast.now() - interval '10 minutes'
        and bool_and(coalesce(l.failure in ('withheld', 'looping', 'babbling', 'garbled', 'too_slow'), false))
    from (select m.failure, m.at from model_turns m join turns t on t.tenant_id = m.tenant_id and t.id = m.turn_id
        where t.tenant_id = own_tenant() and t.conversation_id = p_conversation and was_asked(m.failure)
        order by t.id desc limit 3) l);

-- Notes what a turn asked and what that cost. Not under the turn's fence: what was spent is spent.
create or replace function holdfast.note_model_use(
    p_turn bigint, p_conversation text, p_questions integer, p_prompt bigint, p_cached bigint, p_answer bigint, p_micros bigint)
returns boolean language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
begin
    insert into model_turns as m
            (tenant_id, turn_id, conversation_id, at, questions, prompt_tokens, cached_tokens, answer_tokens, cost_micros)
        values (own_tenant(), p_turn, p_conversation, holdfast.now(), p_questions, p_prompt, p_cached, p_answer, p_micros)
        on conflict (tenant_id, turn_id) do update set questions = m.questions + p_questions,
            prompt_tokens = m.prompt_tokens + p_prompt, cached_tokens = m.cached_tokens + p_cached,
            answer_tokens = m.answer_tokens + p_answer, cost_micros = m.cost_micros + p_micros;
    return true;
end $$;

-- Notes how a model's turn ended: null for well. Only what is the model's own fault counts towards its rest: half a minute after the
-- third failure in a row, twice as long after each one more, ten minutes at most. The statement that lets it rest tells the
-- owner too, and so does the one that finds it well again: once, however many workers ask.
create or replace function holdfast.note_model_end(p_turn bigint, p_account text, p_failure text, p_counts boolean, p_withheld jsonb)
returns boolean language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
declare
    v_last model_turns;
begin
    -- A visitor can make a model slow, so slow turns of one conversation behind each other count as one.
    select * into v_last from model_turns m
        where m.tenant_id = own_tenant() and m.turn_id <> p_turn and was_asked(m.failure) order by m.at desc limit 1;
    p_counts := p_counts and not (p_failure = 'too_slow' and coalesce(v_last.failure = p_failure, false)
        and v_last.conversation_id = (select t.conversation_id from turns t where t.tenant_id = own_tenant() and t.id = p_turn));
    insert into model_turns (tenant_id, turn_id, conversation_id, at, failure)
        select t.tenant_id, t.id, t.conversation_id, holdfast.now(), p_failure from turns t where t.tenant_id = own_tenant() and t.id = p_turn
        on conflict (tenant_id, turn_id) do update set failure = p_failure;
    insert into withheld_sentences (tenant_id, turn_id, number, reason, sentence)
        select own_tenant(), p_turn, position, item ->> 'reason', left(item ->> 'sentence', 1000)
        from jsonb_array_elements(p_withheld) with ordinality as list (item, position)
        on conflict (tenant_id, turn_id, number) do nothing;
    if p_counts then
        with breaker as (
            insert into model_breakers as b (tenant_id, account, failures) values (own_tenant(), p_account, 1)
                on conflict (tenant_id, account) do update set failures = least(b.failures + 1, 20),
                    rests_until = case when b.failures >= 2
                        then clock_timestamp() + least(interval '30 seconds' * 2 ^ least(b.failures - 2, 5), interval '10 minutes')
                        else b.rests_until end
                returning b.failures)
        insert into messages (tenant_id, name, contact, body, created_at, reason)
            select own_tenant(), '', '', 'The language model failed three times in a row and rests. The built-in receptionist answers '
                'meanwhile; the model is tried again by itself.', holdfast.now(), 'resting'
            from breaker where breaker.failures = 3;
    elsif p_failure is null then
        -- Nothing is written where nothing was wrong: the tenant's turns would wait for each other's row.
        with ill as (
            select b.failures from model_breakers b
            where b.tenant_id = own_tenant() and b.account = p_account and b.failures > 0 for no key update),
        breaker as (
            update model_breakers b set failures = 0, rests_until = '-infinity' from ill
                where b.tenant_id = own_tenant() and b.account = p_account returning ill.failures)
        insert into messages (tenant_id, name, contact, body, created_at, reason)
            select own_tenant(), '', '', 'The language model answers again.', holdfast.now(), 'well'
            from breaker where breaker.failures >= 3;
    end if;
    return true;
end $$;
