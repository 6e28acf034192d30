-- The session, if it still stands; being asked keeps it from idling.
-- $1 the token's digest, $2 how many seconds it may idle
update holdfast.admin_sessions set seen_at = now()
where tenant_id = current_setting('holdfast.tenant')::bigint and token_hash = $1::bytea
    and expires_at > now() and seen_at > now() - make_interval(secs => $2::integer)
returning tenant_id
