-- $1 tenant, $2 the state's digest, $3 how it ended.
select holdfast.end_oauth($1, $2::bytea, $3) as ended
