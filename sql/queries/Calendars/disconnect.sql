-- $1 tenant, $2 account.
select holdfast.disconnect_calendar_account($1, $2) as disconnected
