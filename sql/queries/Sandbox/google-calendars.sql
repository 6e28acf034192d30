-- Every calendar, each with its owner.
select c.id, c.owner, c.summary, c.zone from sandbox.google_calendars c join sandbox.google_list l on (l.account, l.calendar) = (c.owner, c.id)
order by c.owner, not l.is_primary, c.summary
