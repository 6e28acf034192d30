-- $1 tenant, $2 calendar, $3 the reading's number, $4 the token to go on from, $5 whether it was of the whole.
select holdfast.finish_calendar_read($1, $2, $3, $4, $5::boolean) as finished
