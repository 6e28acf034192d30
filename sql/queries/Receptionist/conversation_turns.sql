-- The answered messages of conversation $1, each with what was shown.
select t.message_key, t.message, t.reply,
    coalesce((select jsonb_agg(e.body order by e.number) from holdfast.turn_events e where e.tenant_id = t.tenant_id and e.turn_id = t.id), '[]') as events
from holdfast.turns t
where t.conversation_id = $1 and t.closed_at is not null
order by t.id
