-- How a business wants to be spoken for, and the questions that its owner has answered.

create extension if not exists btree_gin schema public;
create extension if not exists pg_trgm schema public;

create table holdfast.tenant_voice (
    tenant_id bigint not null references holdfast.tenants (id),
    tone text not null default '',
    -- What to say, and words that a model's sentences may not hold, separated by commas or lines.
    instructions text not null default '',
    avoid text not null default '',
    -- Codes of ISO 639-1; the first is the one to begin in.
    languages text[] not null default '{en}',
    constraint tenant_voice_pkey primary key (tenant_id),
    constraint voice_is_bounded check (length(tone) <= 200 and length(instructions) <= 1000 and length(avoid) <= 500),
    constraint voice_languages_known check (languages <@ array['en', 'es', 'fr', 'de', 'pt'] and cardinality(languages) between 1 and 5)
);

-- What is said, word for word, to whoever speaks of an emergency or asks for advice.
create table holdfast.set_answers (
    tenant_id bigint not null references holdfast.tenants (id),
    occasion text not null,
    language text not null,
    answer text not null,
    constraint set_answers_pkey primary key (tenant_id, occasion, language),
    constraint set_answer_occasion_known check (occasion in ('emergency', 'advice')),
    constraint set_answer_language_known check (language in ('en', 'es', 'fr', 'de', 'pt')),
    constraint set_answer_is_bounded check (length(answer) between 1 and 1000)
);

-- Words are found as their language's stems, and as they stand with their accents left out, so that a visitor who writes without
-- them finds them too. What stands in the question has the weight A, what stands in the answer D.
create table holdfast.knowledge (
    tenant_id bigint not null references holdfast.tenants (id),
    id bigint generated always as identity,
    language text not null,
    -- One wording of the question a line.
    question text not null,
    answer text not null,
    search tsvector not null generated always as (
        setweight(to_tsvector(
            case language when 'es' then 'pg_catalog.spanish'::regconfig when 'fr' then 'pg_catalog.french'::regconfig
                when 'de' then 'pg_catalog.german'::regconfig when 'pt' then 'pg_catalog.portuguese'::regconfig
                else 'pg_catalog.english'::regconfig end, question), 'A')
        || setweight(to_tsvector('pg_catalog.simple',
            translate(lower(question), 'áàâäãåéèêëíìîïóòôöõúùûüçñ', 'aaaaaaeeeeiiiiooooouuuucn')), 'A')
        || setweight(to_tsvector(
            case language when 'es' then 'pg_catalog.spanish'::regconfig when 'fr' then 'pg_catalog.french'::regconfig
                when 'de' then 'pg_catalog.german'::regconfig when 'pt' then 'pg_catalog.portuguese'::regconfig
                else 'pg_catalog.english'::regconfig end, answer), 'D')
        || setweight(to_tsvector('pg_catalog.simple',
            translate(lower(answer), 'áàâäãåéèêëíìîïóòôöõúùûüçñ', 'aaaaaaeeeeiiiiooooouuuucn')), 'D')) stored,
    constraint knowledge_pkey primary key (tenant_id, id),
    constraint knowledge_language_known check (language in ('en', 'es', 'fr', 'de', 'pt')),
    constraint knowledge_is_bounded check (length(question) between 3 and 500 and length(answer) between 1 and 1000)
);
create index knowledge_by_word on holdfast.knowledge using gin (tenant_id, search);

do $$
declare
    named text;
begin
    foreach named in array array['tenant_voice', 'set_answers', 'knowledge'] loop
        execute format('alter table holdfast.%I enable row level security', named);
        execute format('create policy %I on holdfast.%I using '
            '(tenant_id = nullif(current_setting(''holdfast.tenant'', true), '''')::bigint)', named || '_own', named);
    end loop;
end $$;
grant select on holdfast.tenant_voice, holdfast.set_answers, holdfast.knowledge to holdfast_app;
