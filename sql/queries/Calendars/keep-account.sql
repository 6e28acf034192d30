-- $1 tenant, $2 the state's digest, $3 account, $4 what was granted, $5 whether that is all, $6 and $7 the tokens, sealed, $8 the seconds that the second one lasts.
select holdfast.keep_calendar_account($1, $2::bytea, $3, $4::text[], $5::boolean, $6::bytea, $7::bytea, $8) as kept
