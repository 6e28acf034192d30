-- The accounts that a business has connected.
select a.id, a.email, a.state, a.scopes, a.listed_at is not null as is_listed from holdfast.calendar_accounts a
where a.tenant_id = current_setting('holdfast.tenant')::bigint and a.state not in ('new', 'gone') order by a.id
