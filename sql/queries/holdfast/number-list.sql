-- Every number and whose it is.
select n.number, t.slug, n.takes_whatsapp
from holdfast.phone_numbers n join holdfast.tenants t on t.id = n.tenant_id
order by t.slug, n.position, n.id;
