-- $1 tenant, $2 calendar.
select holdfast.drop_sync_token($1, $2) as dropped
