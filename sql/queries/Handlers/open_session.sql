-- Uses up a one-time link and opens a session, both or neither.
-- $1 the link's digest, $2 the session's, $3 how many seconds the session lasts at most
with used as (
    update holdfast.sign_in_links set used_at = now()
    where tenant_id = current_setting('holdfast.tenant')::bigint and token_hash = $1::bytea
        and used_at is null and expires_at > now()
    returning tenant_id
), swept as (
    delete from holdfast.admin_sessions
    where tenant_id = current_setting('holdfast.tenant')::bigint and expires_at < now()
)
insert into holdfast.admin_sessions (tenant_id, token_hash, expires_at)
select tenant_id, $2::bytea, now() + make_interval(secs => $3::integer) from used
returning tenant_id
