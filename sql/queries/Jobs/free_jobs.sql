-- Frees what worker $1 held.
select holdfast.free_jobs($1) as freed
