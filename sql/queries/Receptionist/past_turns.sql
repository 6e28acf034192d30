-- The last answered messages of conversation $1 before turn $2, in their order, with what a person answered to them.
select message, case when reply || spoken = '' then '(A person of the business has it.)' else reply || spoken end as reply from (
    select t.id, t.message, t.reply, coalesce((select string_agg(' (A person of the business said: ' || i.body || ')', '' order by i.id)
        from holdfast.interjections i
        where i.tenant_id = t.tenant_id and i.conversation_id = t.conversation_id and i.after_turn = t.id and i.kind = 'person'), '') as spoken
    from holdfast.turns t
    where t.conversation_id = $1 and t.id < $2 and t.closed_at is not null
    order by t.id desc limit 30) t
order by id
