-- Notes that the owner has read a message.
-- $1 the message
update holdfast.messages set read_at = coalesce(read_at, holdfast.now())
where tenant_id = current_setting('holdfast.tenant')::bigint and id = $1::bigint
returning id
