-- Where call $1 stands: its conversation, whether it may last longer, where its caller is put through, and the number of ours.
select c.conversation_id as conversation, c.ended_at is not null as is_over, s.owner_phone, n.number,
    greatest(0, s.call_minutes * 60 - extract(epoch from holdfast.now() - c.started_at))::integer as seconds_left
from holdfast.calls c
cross join lateral holdfast.phone_settings_of(c.tenant_id) s
left join holdfast.phone_numbers n on n.tenant_id = c.tenant_id and n.id = c.number_id
where c.sid = $1
