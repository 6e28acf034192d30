-- Which calendars serve whom: every resource, with the calendar that is written and those that are read.
select r.id, r.name, (array_agg(u.calendar_id) filter (where u.is_written))[1] as written,
    coalesce(array_agg(u.calendar_id) filter (where u.calendar_id is not null), '{}') as read
from holdfast.resources r left join holdfast.calendar_uses u on u.tenant_id = r.tenant_id and u.resource_id = r.id
where r.tenant_id = current_setting('holdfast.tenant')::bigint and r.active
group by r.id, r.name, r.position order by r.position, r.id
