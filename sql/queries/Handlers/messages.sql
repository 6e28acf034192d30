-- What visitors left for the owner, unread first, then the newest, with the business's offset at that time.
select m.id, m.name, m.contact, m.body, m.read_at is not null as is_read, m.created_at,
    extract(epoch from (m.created_at at time zone t.zone) at time zone 'UTC' - m.created_at)::integer as zone_offset
from holdfast.messages m
join holdfast.tenants t on t.id = m.tenant_id
where m.tenant_id = current_setting('holdfast.tenant')::bigint
order by m.read_at is not null, m.created_at desc
limit 200
