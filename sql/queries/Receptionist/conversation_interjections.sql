-- What was said in conversation $1 beside its turns, after number $2, each with the message before it and the offset of zone $3.
select i.id, i.kind, i.body, i.at, holdfast.offset_at(i.at, $3) as "offset", t.message_key
from holdfast.interjections i left join holdfast.turns t on t.tenant_id = i.tenant_id and t.id = i.after_turn
where i.conversation_id = $1 and i.id > $2
order by i.id
