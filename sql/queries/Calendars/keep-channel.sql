-- $1 tenant, $2 calendar, $3 the channel's name, $4 what the provider calls what it watches, $5 its end in seconds since 1970, or null.
select holdfast.keep_calendar_channel($1, $2, $3, $4, $5) as kept
