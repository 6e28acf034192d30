-- Instants $2 in the zone of tenant $1.
select at, utc_offset, abbreviation from holdfast.zoned($1, variadic $2::timestamptz[])
