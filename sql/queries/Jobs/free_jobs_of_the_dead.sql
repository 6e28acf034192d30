-- Frees what was held over connections that are gone. Only this role's own connections show when they began.
select holdfast.free_jobs_of_the_dead((select array_agg(pid || '@' || extract(epoch from backend_start))
    from pg_stat_get_activity(null) where backend_start is not null)) as freed
