-- Approves booking $2 of tenant $1; $3 to $5 the key.
select a.* from holdfast.approve_booking($1, $2, $3, $4, $5) o, lateral holdfast.answered($1, o) a
