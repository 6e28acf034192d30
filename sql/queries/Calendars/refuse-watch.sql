-- $1 tenant, $2 calendar, $3 the channel's name.
select holdfast.refuse_calendar_watch($1, $2, $3) as refused
