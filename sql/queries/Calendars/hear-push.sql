-- $1 tenant, $2 the channel's name, $3 whether something changed.
select holdfast.hear_calendar_push($1, $2, $3::boolean) as heard
