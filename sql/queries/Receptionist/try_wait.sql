-- Seconds until a try is heard again, 0 for now.
-- $1 the reference's digest, $2 how many failures it may have; $3 and $4 the same of the address
select coalesce(ceil(extract(epoch from max(ends_at) - now())), 0)::integer as seconds
from holdfast.tries
where tenant_id = current_setting('holdfast.tenant')::bigint and ends_at > now()
    and (key = $1::bytea and failures >= $2::integer or key = $3::bytea and failures >= $4::integer)
