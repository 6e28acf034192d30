-- $1 tenants, $2 ids, $3 fences.
select holdfast.release_jobs($1::bigint[], $2::bigint[], $3::bigint[]) as released
