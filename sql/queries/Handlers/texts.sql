-- What was texted, the newest first, with the business's offset at that time.
select o.kind, o.channel, o.recipient, coalesce(o.body, '') as body, o.status, o.reason, o.error_code, o.repeated, o.created_at,
    extract(epoch from (o.created_at at time zone t.zone) at time zone 'UTC' - o.created_at)::integer as zone_offset
from holdfast.texts_out o
join holdfast.tenants t on t.id = o.tenant_id
-- A reminder whose time hasn't come is nothing that was texted.
where o.tenant_id = current_setting('holdfast.tenant')::bigint and not (o.kind = 'reminder' and o.status = 'queued' and o.reason is null)
order by o.id desc
limit 200
