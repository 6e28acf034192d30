-- $1 tenant, $2 account, $3 how many seconds a refresh may take.
select t.* from holdfast.take_calendar_token($1, $2, $3) t
