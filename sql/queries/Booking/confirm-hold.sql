-- Makes hold $2 of tenant $1 a booking for $3 name, $4 email, $5 phone, $6 address; $7 notes, $8 conversation; $9 to $11 the key.
select a.* from holdfast.confirm_hold($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) o, lateral holdfast.answered($1, o) a
