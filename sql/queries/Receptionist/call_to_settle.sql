-- What call $1 came to, for whoever settles it.
select n.slug, c.outcome is not null as is_settled, c.refusal is not null as is_refused, c.peer, c.dialled, c.texted_turn is not null as is_texted,
    coalesce(v.state, '{}') as state,
    (select t.message from holdfast.turns t where t.conversation_id = c.conversation_id and left(t.message, 1) <> '(' order by t.id limit 1) as said,
    exists (select from holdfast.messages m where m.conversation_id = c.conversation_id
        and (m.reason is null or m.dictated_turn_id is not null)) as has_message,
    coalesce((select array_agg(s.tool order by t.id) from holdfast.turns t, holdfast.settled_in_turn(t.id) s
        where t.conversation_id = c.conversation_id), '{}') as tools,
    coalesce((select array_agg(s.booking order by t.id) from holdfast.turns t, holdfast.settled_in_turn(t.id) s
        where t.conversation_id = c.conversation_id), '{}') as bookings
from holdfast.calls c
join holdfast.tenants n on n.id = c.tenant_id
left join holdfast.conversations v on v.tenant_id = c.tenant_id and v.id = c.conversation_id
where c.id = $1
