-- $1 tenant, $2 account.
select r as token from holdfast.calendar_to_revoke($1, $2) r
