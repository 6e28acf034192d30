-- Calls, the newest first, each with the offset of the business's zone, its caller's name where it is known, and how many minutes of
-- the month are used.
select c.sid, c.peer, coalesce(v.state ->> 'name', '') as name, c.conversation_id as conversation, c.started_at,
    holdfast.offset_at(c.started_at, t.zone) as zone_offset, c.seconds, c.outcome, c.refusal, c.recording_sid,
    (select left(u.message, 200) from holdfast.turns u
        where u.tenant_id = c.tenant_id and u.conversation_id = c.conversation_id and left(u.message, 1) <> '(' order by u.id limit 1) as said
from holdfast.calls c
join holdfast.tenants t on t.id = c.tenant_id
left join holdfast.conversations v on v.tenant_id = c.tenant_id and v.id = c.conversation_id
where c.tenant_id = current_setting('holdfast.tenant')::bigint
order by c.started_at desc, c.id desc
limit 200
