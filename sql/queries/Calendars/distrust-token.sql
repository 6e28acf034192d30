-- $1 tenant, $2 account, $3 the version of the token that was refused.
select holdfast.distrust_calendar_token($1, $2, $3) as distrusted
