-- The people that a visitor of tenant $1 may choose for service $2.
select r.id as resource_id, r.name as resource_name
from holdfast.requirements q join holdfast.resources r on r.tenant_id = q.tenant_id and r.id = q.resource_id
where q.tenant_id = $1 and q.service_id = $2 and q.set_number = 1 and r.active
order by r.position, r.id
