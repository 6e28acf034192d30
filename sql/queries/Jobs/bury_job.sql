-- $1 tenant, $2 id, $3 fence, $4 failure.
select holdfast.bury_job($1, $2, $3, $4) as state
