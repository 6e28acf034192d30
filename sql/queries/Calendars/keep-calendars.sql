-- $1 tenant, $2 account, and its calendars: $3 ids, $4 names, $5 zones, $6 roles, $7 whether its own, $8 whether one can meet there.
select holdfast.keep_calendars($1, $2, $3::text[], $4::text[], $5::text[], $6::text[], $7::boolean[], $8::boolean[]) as kept
