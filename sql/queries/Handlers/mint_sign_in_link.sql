-- Notes a one-time link; those that ran out a day ago go.
-- $1 the token's digest, $2 how many seconds it lasts
with swept as (
    delete from holdfast.sign_in_links
    where tenant_id = current_setting('holdfast.tenant')::bigint and expires_at < now() - interval '1 day'
)
insert into holdfast.sign_in_links (tenant_id, token_hash, expires_at)
values (current_setting('holdfast.tenant')::bigint, $1::bytea, now() + make_interval(secs => $2::integer))
returning tenant_id
