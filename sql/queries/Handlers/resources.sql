-- Everything that can be away: people, rooms, things.
select id, name
from holdfast.resources
where tenant_id = current_setting('holdfast.tenant')::bigint and active
order by position, id
