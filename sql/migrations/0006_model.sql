-- What a model costs and withholds, and whether it is well. A model's account is known by a digest of its address and name.

-- Counts of one turn: numbers and codes only, which outlive an erased conversation. Machine time.
create table holdfast.model_turns (
    tenant_id bigint not null references holdfast.tenants (id),
    turn_id bigint not null,
    conversation_id text not null,
    at timestamptz not null default clock_timestamp(),
    questions integer not null default 0,
    prompt_tokens bigint not null default 0,
    cached_tokens bigint not null default 0,
    answer_tokens bigint not null default 0,
    -- Millionths of the account's currency.
    cost_micros bigint not null default 0,
    -- Why the script took over; null where the model answered.
    failure text,
    constraint model_turns_pkey primary key (tenant_id, turn_id),
    constraint model_turn_counts_up check
        (questions >= 0 and prompt_tokens >= 0 and cached_tokens >= 0 and answer_tokens >= 0 and cost_micros >= 0),
    constraint model_turn_failure_is_a_code check (failure ~ '^[a-z_]{1,40}$')
);
create index model_turns_of_month on holdfast.model_turns (tenant_id, at) include (cost_micros);

-- Sentences that were not shown, and why. They may hold what a visitor wrote, so they go with their turn.
create table holdfast.withheld_sentences (
    tenant_id bigint not null,
    turn_id bigint not null,
    number integer not null,
    reason text not null,
    sentence text not null,
    constraint withheld_sentences_pkey primary key (tenant_id, turn_id, number),
    constraint withheld_sentences_turn foreign key (tenant_id, turn_id) references holdfast.turns (tenant_id, id) on delete cascade,
    constraint withheld_reason_is_a_code check (reason ~ '^[a-z_]{1,40}$'),
    constraint withheld_sentence_is_bounded check (length(sentence) <= 1000)
);

-- A model rests after failures in a row, for longer each time. Machine time.
create table holdfast.model_breakers (
    tenant_id bigint not null references holdfast.tenants (id),
    account text not null,
    failures integer not null default 0,
    rests_until timestamptz not null default '-infinity',
    constraint model_breakers_pkey primary key (tenant_id, account),
    constraint model_account_is_a_digest check (account ~ '^[0-9a-f]{16}$'),
    constraint model_failures_count_up check (failures >= 0)
);

-- Millionths of the account's currency in a month of the business; null for no ceiling but the house's.
alter table holdfast.tenants add column model_ceiling_micros bigint;
alter table holdfast.tenants add constraint tenant_model_ceiling_positive check (model_ceiling_micros >= 0);

do $$
declare
    named text;
begin
    foreach named in array array['model_turns', 'withheld_sentences', 'model_breakers'] loop
        execute format('alter table holdfast.%I enable row level security', named);
        execute format('create policy %I on holdfast.%I using '
            '(tenant_id = nullif(current_setting(''holdfast.tenant'', true), '''')::bigint)', named || '_own', named);
    end loop;
end $$;
grant select on holdfast.model_turns, holdfast.withheld_sentences, holdfast.model_breakers to holdfast_app;
