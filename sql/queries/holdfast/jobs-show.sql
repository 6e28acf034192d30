-- One job.
-- $1 id
select j.id, j.kind, t.slug, j.state, j.run_at, coalesce(j.order_key, '') as order_key, coalesce(j.dedupe_key, '') as dedupe_key,
    j.payload::text as payload, j.attempts, j.crashes, coalesce(j.failure, '') as failure, j.lease_worker as worker, j.created_at,
    nullif(j.rest_until, '-infinity') as rest_until, j.finished_at
from holdfast.jobs j join holdfast.tenants t on t.id = j.tenant_id
where j.id = $1;
