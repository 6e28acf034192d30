-- The server as a role sees it.
select current_user::text as role, current_setting('server_version') as version,
    current_setting('server_version_num')::integer as version_number,
    current_setting('max_connections')::integer - current_setting('superuser_reserved_connections')::integer as connections;
