-- The dead letters, the newest first.
select j.id, j.kind, t.slug, coalesce(j.failure, '') as failure, j.attempts, j.crashes, j.finished_at as ended
from holdfast.jobs j join holdfast.tenants t on t.id = j.tenant_id
where j.state = 'dead' order by j.finished_at desc limit 100;
