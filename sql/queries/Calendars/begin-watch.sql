-- $1 tenant, $2 calendar.
select w.* from holdfast.begin_calendar_watch($1, $2) w
