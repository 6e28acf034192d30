-- How the last way to the provider and back ended, of those that a session took within the hour. $1 the session's digest.
select s.outcome from holdfast.oauth_states s
where s.tenant_id = current_setting('holdfast.tenant')::bigint and s.session_hash = $1::bytea
    and s.answered_at > now() - interval '1 hour'
order by s.answered_at desc limit 1
