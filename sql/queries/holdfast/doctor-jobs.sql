-- How the jobs stand as a whole, and how many workers of theirs are connected.
select coalesce(sum(dead), 0)::bigint as dead, coalesce(sum(due), 0)::bigint as due, coalesce(max(oldest_seconds), 0) as oldest_seconds,
    (select count(*) from pg_stat_activity where datname = current_database() and application_name = 'holdfast jobs') as workers
from holdfast.jobs_overview();
