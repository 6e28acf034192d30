-- $1 operation, $2 account, $3 kinds: what goes wrong this time.
select kind, options::text as options from sandbox.google_take($1, $2, null, $3::text[])
