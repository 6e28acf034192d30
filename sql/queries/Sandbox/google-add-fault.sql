-- $1 kind, $2 how often (null until cleared), $3 account, $4 calendar, $5 operation, $6 what it was told.
insert into sandbox.google_faults (kind, remaining, account, calendar, operation, options)
values ($1, $2, $3, $4, $5, $6::jsonb - array['kind', 'times', 'account', 'calendar', 'operation']) returning id
