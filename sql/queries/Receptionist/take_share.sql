-- Takes one off two shares, unless one of them is used up. A share begins anew when its window is over; those that are long over go.
-- $1 whose share, as a digest, $2 how large it is; $3 and $4 the same of the other; $5 the window in seconds
with swept as (
    delete from holdfast.tries t using (
        select tenant_id, key from holdfast.tries
        where tenant_id = current_setting('holdfast.tenant')::bigint and ends_at < now() - interval '1 hour' and key not in ($1::bytea, $3::bytea)
        limit 20 for update skip locked) over
    where t.tenant_id = over.tenant_id and t.key = over.key
), shares (key, size) as (
    values ($1::bytea, $2::integer), ($3::bytea, $4::integer)
), used as (
    select from holdfast.tries t join shares s on s.key = t.key
    where t.tenant_id = current_setting('holdfast.tenant')::bigint and t.ends_at > now() and t.failures >= s.size
), taken as (
    insert into holdfast.tries as t (tenant_id, key, failures, ends_at)
    select current_setting('holdfast.tenant')::bigint, s.key, 1, now() + make_interval(secs => $5::integer)
    from shares s where not exists (select from used)
    on conflict on constraint tries_pkey do update set
        failures = case when t.ends_at > now() then t.failures + 1 else 1 end,
        ends_at = case when t.ends_at > now() then t.ends_at else excluded.ends_at end
    returning 1
)
select count(*) > 0 as taken from taken
