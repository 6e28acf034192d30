-- $1 account, $2 operation, $3 calendar, $4 event, $5 query, $6 body, $7 If-Match.
select status, body::text as body, etag from sandbox.google_do($1, $2, $3, $4, $5::jsonb, $6::jsonb, $7)
