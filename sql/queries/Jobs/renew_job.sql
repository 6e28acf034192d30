-- $1 tenant, $2 id, $3 fence, $4 lease in seconds.
select renewed from holdfast.renew_jobs(array[$1::bigint], array[$2::bigint], array[$3::bigint], $4::double precision) as renewed
