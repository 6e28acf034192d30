-- Declines booking $2 of tenant $1 for reason $3; $4 to $6 the key.
select a.* from holdfast.decline_booking($1, $2, $3, $4, $5, $6) o, lateral holdfast.answered($1, o) a
