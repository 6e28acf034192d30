-- Counts a failed try; the first of a window opens it. Windows that are long over go.
-- $1 what was tried, as a digest; $2 the window in seconds
with swept as (
    delete from holdfast.tries
    where tenant_id = current_setting('holdfast.tenant')::bigint and ends_at < now() - interval '1 hour' and key <> $1::bytea
)
insert into holdfast.tries as t (tenant_id, key, failures, ends_at)
values (current_setting('holdfast.tenant')::bigint, $1::bytea, 1, now() + make_interval(secs => $2::integer))
on conflict on constraint tries_pkey do update set
    failures = case when t.ends_at > now() then t.failures + 1 else 1 end,
    ends_at = case when t.ends_at > now() then t.ends_at else excluded.ends_at end
returning failures as count
