-- Adds a business. No row comes back where Postgres doesn't know the zone.
-- $1 slug, $2 name, $3 zone, $4 locale, $5 currency, $6 address, $7 phone, $8 email
insert into holdfast.tenants (slug, name, zone, locale, currency, address, phone, email)
select $1, $2, $3, $4, $5, $6, $7, $8
where exists (select from pg_catalog.pg_timezone_names where name = $3)
returning id;
