-- Blocks of tenant $1 (zone $2) from day $3 or instant $4 until the end of day $5 or instant $6.
select b.* from holdfast.blocks_between($1, holdfast.edge($3, $4, $2, false), holdfast.edge($5, $6, $2, true)) b
