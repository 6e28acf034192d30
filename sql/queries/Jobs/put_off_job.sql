-- $1 tenant, $2 id, $3 fence, $4 the business's time at which it is due.
select holdfast.put_off_job($1, $2, $3, $4) as state
