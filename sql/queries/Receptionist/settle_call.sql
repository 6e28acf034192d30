-- Settles call $1: $2 what became of it, $3 what the owner is told or null, $4 what they are texted or null, $5 the time it held or null.
select holdfast.settle_call($1, $2, $3, $4, $5) as settled
