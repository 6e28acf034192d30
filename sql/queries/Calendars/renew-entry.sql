-- $1 tenant, $2 booking, $3 calendar, $4 the id that is used up.
select holdfast.renew_entry($1, $2, $3, $4) as renewed
