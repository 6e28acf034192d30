-- The calendars that a business can choose from, and those that it chose.
select c.id, c.account_id, c.name, c.role in ('owner', 'writer') as can_write, c.is_listed, a.email
from holdfast.calendars c join holdfast.calendar_accounts a on a.tenant_id = c.tenant_id and a.id = c.account_id
where c.tenant_id = current_setting('holdfast.tenant')::bigint and a.state not in ('new', 'gone')
    and (c.is_listed or exists (select from holdfast.calendar_uses u where u.tenant_id = c.tenant_id and u.calendar_id = c.id))
order by a.id, not c.is_primary, lower(c.name), c.id
