-- $1 tenant, $2 id, $3 fence, $4 failure, $5 seconds to rest or null, $6 attempts, $7 first and $8 longest rest in seconds.
select holdfast.retry_job($1, $2, $3, $4, $5::double precision, $6::integer, $7::double precision, $8::double precision) as state
