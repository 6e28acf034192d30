-- The businesses that have connected a calendar, or the one of a slug.
-- $1 slug, or null
select t.id, t.slug from holdfast.tenants t
where t.slug = $1 or $1::text is null and exists (select from holdfast.calendar_accounts a where a.tenant_id = t.id and a.state not in ('new', 'gone'))
order by t.slug;
