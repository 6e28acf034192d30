-- The answered messages of conversation $1, each with what was shown and the offset of zone $2; with $3 those that wait too.
select t.id, t.message_key, t.message, t.reply, t.at, holdfast.offset_at(t.at, $2) as "offset",
    coalesce((select jsonb_agg(e.body order by e.number) from holdfast.turn_events e where e.tenant_id = t.tenant_id and e.turn_id = t.id), '[]') as events
from holdfast.turns t
where t.conversation_id = $1 and (t.closed_at is not null or $3::boolean)
order by t.id
