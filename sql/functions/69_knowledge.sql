-- How a business is spoken for, and the answers that its owner wrote. The tenant is the transaction's own.

create or replace function holdfast.search_configuration(p_language text) returns regconfig
language sql immutable
return case p_language when 'es' then 'pg_catalog.spanish'::regconfig when 'fr' then 'pg_catalog.french'::regconfig
    when 'de' then 'pg_catalog.german'::regconfig when 'pt' then 'pg_catalog.portuguese'::regconfig
    else 'pg_catalog.english'::regconfig end;

-- Small letters without accents, as the column `search` has them beside the stems.
create or replace function holdfast.bare_letters(p_text text) returns text
language sql immutable
return translate(lower(p_text), 'áàâäãåéèêëíìîïóòôöõúùûüçñ', 'aaaaaaeeeeiiiiooooouuuucn');

-- Words of asking, which no answer is about, beside the stop words that Postgres knows.
create or replace function holdfast.asking_words(p_language text) returns text[]
language sql immutable
return string_to_array(case p_language
    when 'es' then 'hay tengo tiene tienen puedo puede pueden podemos podria podrian quiero quisiera gustaria necesito saber decir '
        'dime digame favor hola buenos buenas dias tardes gracias cual cuales cuanto cuanta cuantos cuando algun alguna alguno ustedes '
        'usted ser hacer hacen ofrecen aceptan aceptar posible aqui si sitio lugar tambien'
    when 'pt' then 'ha tem posso pode podem podemos poderia quero queria gostaria preciso saber dizer diga favor ola oi bom boa dia tarde '
        'obrigado obrigada qual quais quanto quanta onde quando algum alguma voces voce ser fazer fazem oferecem aceitam aceitar possivel aqui sim lugar '
        'tambem'
    when 'fr' then 'est sont avez puis peux peut pouvez pouvons voudrais veux savoir dire dites bonjour salut merci plait combien quel '
        'quelle quels quelles comment ou quand pourquoi faire faites fait offrez acceptez accepter avoir cela ca si aussi besoin possible il y a'
    when 'de' then 'gibt geben kann konnen konnte konnten mochte mochten wollte bitte hallo guten tag danke wann welche welcher welches '
        'machen macht brauche bieten nehmen akzeptieren eigentlich gern gerne wissen sagen frage ob denn ja nein moglich hilfe'
    else 'could would may might shall must please tell know want wants need needs like get got let hi hello hey thanks thank also ok okay '
        'well really actually maybe possible able question ask wondering anybody anyone somebody someone something anything somewhere '
        'anywhere us re ve ll way kind sort dont cant im whats sorry good morning afternoon evening moment help offer accept' end, ' ');

-- What a text is about: its words without those of asking, each with the forms in which an answer may have it.
create or replace function holdfast.content_words(p_language text, p_text text) returns table (word text, forms text[])
language sql immutable
begin atomic
    select written.bare, array_agg(distinct form.lexeme)
    from (select found[1] as raw, bare_letters(found[1]) as bare
        from regexp_matches(lower(left(p_text, 600)), '[[:alnum:]]+', 'g') found) written
    cross join lateral unnest(tsvector_to_array(to_tsvector(search_configuration(p_language), written.raw)) || written.bare) form (lexeme)
    where length(written.bare) > 1 and written.bare !~ '^[0-9]+$' and written.bare <> all (asking_words(p_language))
        and length(to_tsvector(search_configuration(p_language), written.raw)) > 0
        and length(to_tsvector(search_configuration(p_language), written.bare)) > 0
    group by written.bare
    limit 30;
end;

-- One word or another, as the index takes it.
create or replace function holdfast.any_of(p_forms text[]) returns tsquery
language sql immutable
return websearch_to_tsquery('pg_catalog.simple', array_to_string(p_forms, ' or '));

-- What the owner answered to a visitor's message, best first, or nothing. A message is prose: it is read as a search for any of its
-- words, and an answer counts by how much of the message its question has, and how much of its question the message has; a word that
-- few answers have counts more, one that stands only in the answer less, and a slip of the finger finds the nearest word of a question.
-- What scores less than 0.41 is about something else. `is_close` where nearly all of either stands in the other.
create or replace function holdfast.found_answers(p_message text, p_language text, p_limit integer)
returns table (id bigint, language text, question text, answer text, score double precision, is_close boolean)
language plpgsql stable security definer set search_path = holdfast, pg_temp as $$
#variable_conflict use_column
declare
    v_tenant bigint := own_tenant();
begin
    return query
    with said as materialized (
        select l.language, w.word, w.forms,
            (select count(*) from knowledge k
                where k.tenant_id = v_tenant and k.language = l.language and k.search @@ any_of(w.forms)) as answers
        from (select distinct k.language from knowledge k where k.tenant_id = v_tenant) l
        cross join lateral content_words(l.language, p_message) w
    ), heard as materialized (
        select s.language, s.word,
            case when slip.lexeme is null then s.forms else s.forms || slip.lexeme end as forms,
            case when s.answers > 0 then 1 / (1 + ln(s.answers)) when slip.lexeme is null then 0.65 else 0.8 end as weight
        from said s left join lateral (
            select u.lexeme from knowledge k cross join lateral unnest(ts_filter(k.search, '{a}')) u
            where s.answers = 0 and length(s.word) >= 5 and k.tenant_id = v_tenant and k.language = s.language
                and public.similarity(u.lexeme, s.word) >= 0.45
            order by public.similarity(u.lexeme, s.word) desc limit 1) slip on true
    ), candidate as materialized (
        select k.id, k.language, k.question, k.answer, k.search
        from (select h.language, any_of(array_agg(f.form)) as query from heard h cross join lateral unnest(h.forms) f (form)
            group by h.language) wanted
        join knowledge k on k.tenant_id = v_tenant and k.language = wanted.language and k.search @@ wanted.query
        order by ts_rank('{0.1, 0, 0, 1}', k.search, wanted.query) desc limit 30
    ), wording as (
        select c.id, line.number, w.word, w.forms
        from candidate c cross join lateral string_to_table(c.question, E'\n') with ordinality line (text, number)
        cross join lateral content_words(c.language, line.text) w
    ), met as (
        -- Of each wording: what of it the message has, and what of the message it has.
        select c.id, line.number,
            sum(h.weight) as said,
            sum(case when exists (select from wording w where w.id = c.id and w.number = line.number and w.forms && h.forms)
                    then h.weight * case when ts_filter(c.search, '{d}') @@ any_of(h.forms) then 1 else 0.75 end
                when c.search @@ any_of(h.forms) then h.weight * 0.7 else 0 end) as met
        from candidate c cross join lateral (select distinct w.number from wording w where w.id = c.id) line
        join heard h on h.language = c.language
        group by c.id, line.number
    ), reached as (
        select w.id, w.number, sum(coalesce(h.weight, 0.7)) as asked, sum(coalesce(h.weight, 0)) as reached
        from wording w join candidate c on c.id = w.id
        left join lateral (select max(h.weight) as weight from heard h where h.language = c.language and h.forms && w.forms) h on true
        group by w.id, w.number
    ), graded as (
        select m.id, m.met / m.said as cover, r.reached / (r.asked + 0.5) as reach from met m join reached r using (id, number)
    )
    select best.id, best.language, best.question, best.answer, best.score, best.is_close
    from (
        select c.id, c.language, c.question, c.answer, greatest((g.cover + g.reach) / 2, g.cover * 0.6) as score, g.cover >= 0.6 and g.reach >= 0.6 as is_close,
            row_number() over (partition by c.id order by g.cover + g.reach desc) as place
        from candidate c join graded g on g.id = c.id
    ) best
    where best.place = 1 and best.score >= 0.41
    order by best.score + case when best.language = p_language then 0.15 else 0 end desc, best.id
    limit p_limit;
end $$;

-- Keeps a question with its answer, a new one where p_id is null and the question is. Null where there is none of that id, or no room
-- for one more.
create or replace function holdfast.keep_answer(p_id bigint, p_language text, p_question text, p_answer text) returns bigint
language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
declare
    v_id bigint;
begin
    if p_id is null then
        perform lock_names(own_tenant(), 'knowledge');
        update knowledge set answer = p_answer
            where tenant_id = own_tenant() and language = p_language and question = p_question returning id into v_id;
        if found then return v_id; end if;
        insert into knowledge (tenant_id, language, question, answer) select own_tenant(), p_language, p_question, p_answer
            where (select count(*) from knowledge k where k.tenant_id = own_tenant()) < 300
            returning id into v_id;
    else
        update knowledge set language = p_language, question = p_question, answer = p_answer
            where tenant_id = own_tenant() and id = p_id returning id into v_id;
    end if;
    return v_id;
end $$;

create or replace function holdfast.drop_answer(p_id bigint) returns boolean
language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
begin
    delete from knowledge where tenant_id = own_tenant() and id = p_id;
    return found;
end $$;

-- How the business wants to be spoken for. p_answers is a list of {occasion, language, answer}; one without words takes it back.
create or replace function holdfast.keep_voice(p_tone text, p_instructions text, p_avoid text, p_languages text[], p_answers jsonb)
returns boolean language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
begin
    insert into tenant_voice (tenant_id, tone, instructions, avoid, languages)
        values (own_tenant(), p_tone, p_instructions, p_avoid, p_languages)
        on conflict (tenant_id) do update set tone = p_tone, instructions = p_instructions, avoid = p_avoid, languages = p_languages;
    delete from set_answers where tenant_id = own_tenant();
    insert into set_answers (tenant_id, occasion, language, answer)
        select own_tenant(), item ->> 'occasion', item ->> 'language', item ->> 'answer'
        from jsonb_array_elements(p_answers) item where item ->> 'answer' <> '';
    return true;
end $$;
