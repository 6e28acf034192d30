-- Begins failed jobs anew and gives their ids.
-- $1 one of them, or null for dead letters; $2 of a kind, or null for any
update holdfast.jobs set state = 'waiting', attempts = 0, crashes = 0, finished_at = null, rest_until = '-infinity'
where id = $1 and state in ('dead', 'resting') or $1::bigint is null and state = 'dead' and (kind = $2 or $2::text is null)
returning id;
