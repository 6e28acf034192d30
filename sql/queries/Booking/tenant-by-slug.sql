-- A business by the name in its addresses: $1.
select id, slug, name, zone, locale, address, phone, email, allowed_origins, holdfast.tenant_stamp(slug) as stamp
from holdfast.tenant_by_slug($1)
