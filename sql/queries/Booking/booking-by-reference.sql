-- The booking of tenant $1 that $2 to $4 name and prove; no row for unknown and for not theirs.
select a.* from holdfast.appointments($1, array[holdfast.find_booking($1, $2, $3, $4)]) a
