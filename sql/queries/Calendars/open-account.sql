-- $1 tenant, $2 provider, $3 who it is there, $4 their address.
select holdfast.open_calendar_account($1, $2, $3, $4) as id
