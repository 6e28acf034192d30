-- Frees the leases of worker $1.
select holdfast.free_leases($1) as freed
