-- What tenant $1 offers.
select s.id, s.name, s.description,
    array(select d.minutes::bigint from holdfast.service_durations d
        where d.tenant_id = s.tenant_id and d.service_id = s.id order by d.position, d.minutes) as durations,
    s.capacity, s.price_minor, t.currency, s.needs_approval, s.at_customer
from holdfast.services s join holdfast.tenants t on t.id = s.tenant_id
where s.tenant_id = $1 and s.active
order by s.position, s.id
