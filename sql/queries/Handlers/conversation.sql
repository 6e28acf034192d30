-- Who speaks in conversation $1.
select coalesce(c.state ->> 'name', '') as name, coalesce(c.state ->> 'email', c.state ->> 'phone', '') as contact
from holdfast.conversations c
where c.tenant_id = current_setting('holdfast.tenant')::bigint and c.id = $1
