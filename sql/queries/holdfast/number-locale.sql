-- The locale of a business, by which its numbers are read.
-- $1 slug
select locale from holdfast.tenants where slug = $1;
