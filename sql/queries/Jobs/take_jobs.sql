-- $1 worker, $2 how many at most, $3 lease in seconds, $4 kinds.
select tenant_id, id, fence, kind, payload::text as payload, attempts, late_seconds
from holdfast.take_jobs($1, (select pid || '@' || extract(epoch from backend_start) from pg_stat_get_activity(pg_backend_pid())),
    $2::integer, $3::double precision, $4::text[])
