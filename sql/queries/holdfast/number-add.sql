-- Gives a business a number. No row comes back where there is no such business.
-- $1 slug, $2 the number as E.164, $3 whether it takes WhatsApp
insert into holdfast.phone_numbers (tenant_id, number, takes_whatsapp, position)
select t.id, $2, $3, (select count(*) from holdfast.phone_numbers n where n.tenant_id = t.id)
from holdfast.tenants t where t.slug = $1
returning number;
