-- $1 calendar: its sync tokens are dead.
update sandbox.google_calendars c set epoch = c.epoch + 1 where c.id = $1 returning c.id
