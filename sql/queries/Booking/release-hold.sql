-- Leaves hold $2 of tenant $1; $3 to $5 the key.
select reason as refusal, detail from holdfast.release_hold($1, $2, $3, $4, $5)
