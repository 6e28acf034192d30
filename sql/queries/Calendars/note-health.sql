-- $1 tenant, $2 account, $3 whether it is well, $4 the seconds that it is to rest, or null.
select holdfast.note_calendar_health($1, $2, $3::boolean, $4) as noted
