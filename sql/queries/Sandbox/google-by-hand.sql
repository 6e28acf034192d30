-- $1 operation, $2 calendar, $3 event, $4 query, $5 body: as the calendar's owner does it.
select status, body::text as body, etag from sandbox.google_by_hand($1, $2, $3, $4::jsonb, $5::jsonb)
