-- $1 tenant, $2 account, $3 the refresh's fence, $4 why, as a code, $5 where it is connected again.
select holdfast.break_calendar_account($1, $2, $3, $4, $5) as broken
