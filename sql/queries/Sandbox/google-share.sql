-- $1 account, $2 calendar, $3 role, or null to take it away. What a token knew of the calendar is no longer true then.
with taken as (delete from sandbox.google_list l where $3::text is null and (l.account, l.calendar) = ($1, $2)),
given as (
    insert into sandbox.google_list (account, calendar, role) select $1, $2, $3 where $3 is not null
    on conflict (account, calendar) do update set role = excluded.role)
update sandbox.google_calendars c set epoch = c.epoch + 1 where c.id = $2 returning c.id
