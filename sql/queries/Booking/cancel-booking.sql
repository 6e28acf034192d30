-- Cancels the booking of tenant $1 that $2 to $4 name and prove, for reason $5; $6 to $8 the key.
select a.* from holdfast.cancel_booking($1, $2, $3, $4, $5, $6, $7, $8) o, lateral holdfast.answered($1, o) a
