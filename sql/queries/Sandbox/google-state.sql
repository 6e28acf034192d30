-- All of it.
select sandbox.google_state()::text as state
