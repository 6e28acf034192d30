-- $1 calendar, $2 events: many at once.
select sandbox.google_fill($1, $2::jsonb) as taken
