-- $1 tenant, $2 calendar.
select e.* from holdfast.entries_to_check($1, $2) e
