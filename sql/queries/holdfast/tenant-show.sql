-- One business and what it has so far.
-- $1 slug
select t.id, t.slug, t.name, t.zone, t.locale, t.currency, t.address, t.phone, t.email, t.allowed_origins,
    (select count(*) from holdfast.services s where s.tenant_id = t.id and s.active) as services,
    (select count(*) from holdfast.resources r where r.tenant_id = t.id and r.active) as resources,
    (select count(*) from holdfast.knowledge k where k.tenant_id = t.id) as answers,
    coalesce(trim_scale(t.model_ceiling_micros / 1000000.0)::text, 'none') as ceiling,
    trim_scale(holdfast.model_spent(t) / 1000000.0)::text as spent
from holdfast.tenants t
where t.slug = $1;
