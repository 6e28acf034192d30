-- Signs out.
-- $1 the token's digest
delete from holdfast.admin_sessions
where tenant_id = current_setting('holdfast.tenant')::bigint and token_hash = $1::bytea
returning tenant_id
