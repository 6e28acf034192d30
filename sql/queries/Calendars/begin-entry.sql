-- $1 tenant, $2 booking.
select e.* from holdfast.begin_entry($1, $2) e
