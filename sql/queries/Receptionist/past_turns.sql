-- The last answered messages of conversation $1 before turn $2, in their order.
select message, reply from (
    select id, message, reply from holdfast.turns
    where conversation_id = $1 and id < $2 and closed_at is not null
    order by id desc limit 30) t
order by id
