-- $1 tenant, $2 calendar.
select r.* from holdfast.begin_calendar_read($1, $2) r
