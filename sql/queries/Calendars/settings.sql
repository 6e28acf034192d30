-- $1 tenant.
select s.invites, s.tentative_blocks, s.outage from holdfast.calendar_settings_of($1) s
