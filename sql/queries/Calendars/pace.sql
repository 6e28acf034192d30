-- $1 tenant, $2 account.
select p.seconds, p.is_ill from holdfast.pace_calendar($1, $2) p
