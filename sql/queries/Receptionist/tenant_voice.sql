-- How the business wants to be spoken for; empty where its owner has said nothing.
select coalesce(v.tone, '') as tone, coalesce(v.instructions, '') as instructions, coalesce(v.avoid, '') as avoid,
    coalesce(v.languages, '{}') as languages,
    (select coalesce(jsonb_agg(jsonb_build_object('occasion', a.occasion, 'language', a.language, 'answer', a.answer)), '[]')::text
        from holdfast.set_answers a where a.tenant_id = t.id) as answers
from holdfast.tenants t
left join holdfast.tenant_voice v on v.tenant_id = t.id
where t.id = current_setting('holdfast.tenant')::bigint
