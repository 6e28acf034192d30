-- $1 after this id, $2 operation (a pattern) or null, $3 account or null.
select coalesce(jsonb_agg(to_jsonb(e) order by e.id), '[]')::text as found from (
    select * from sandbox.google_exchanges e
    where e.id > $1 and ($2::text is null or e.operation like $2) and ($3::text is null or e.account = $3) order by e.id limit 500) e
