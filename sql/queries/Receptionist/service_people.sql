-- The persons that a visitor may choose for each service.
select q.service_id as service, r.id, r.name
from holdfast.requirements q join holdfast.resources r on r.tenant_id = q.tenant_id and r.id = q.resource_id
where q.set_number = 1 and r.active
order by q.service_id, r.position, r.id
