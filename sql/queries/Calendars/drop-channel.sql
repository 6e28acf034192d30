-- $1 tenant, $2 the channel's name.
select holdfast.drop_calendar_channel($1, $2) as dropped
