-- $1 tenant, $2 account, $3 the refresh's fence.
select holdfast.release_calendar_token($1, $2, $3) as released
