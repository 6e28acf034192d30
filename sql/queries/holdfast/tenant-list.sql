-- Every business, by its slug.
select slug, name, zone from holdfast.tenants order by slug;
