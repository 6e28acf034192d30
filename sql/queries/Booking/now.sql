-- Business time in the zone of tenant $1.
select at, utc_offset, abbreviation from holdfast.zoned($1, holdfast.now())
