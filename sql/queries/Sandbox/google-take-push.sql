-- The next message that is due.
select id, number, state, tries, channel, address, token, resource_id, calendar, expires from sandbox.google_take_push()
