-- What visitors left for the owner, and what the house tells, unread first, then the newest, with the business's offset at that
-- time. Who is to be answered may have been said later than the message.
select m.id, coalesce(nullif(m.name, ''), c.state ->> 'name', '') as name,
    coalesce(nullif(m.contact, ''), c.state ->> 'email', c.state ->> 'phone', '') as contact, m.body, m.read_at is not null as is_read,
    m.created_at, extract(epoch from (m.created_at at time zone t.zone) at time zone 'UTC' - m.created_at)::integer as zone_offset,
    m.conversation_id, m.reason
from holdfast.messages m
join holdfast.tenants t on t.id = m.tenant_id
left join holdfast.conversations c on c.tenant_id = m.tenant_id and c.id = m.conversation_id
where m.tenant_id = current_setting('holdfast.tenant')::bigint
order by m.read_at is not null, m.created_at desc
limit 200
