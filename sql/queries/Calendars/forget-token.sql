-- $1 tenant, $2 account.
select holdfast.forget_calendar_token($1, $2) as forgotten
