-- Stores text $1 on channel $2, to our number $3 from $4: body $5, so many files $6, quoting message $7; what it means $8, how
-- that was found $9, what it is answered at once $10.
select conversation, is_new from holdfast.take_text($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
