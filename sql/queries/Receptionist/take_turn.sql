-- $1 conversation or null, $2 a fresh id, $3 message key, $4 message, $5 its hash, $6 channel, $7 worker, $8 lease in
-- seconds, $9 whether to look which connections are alive, $10 the zone of the business. Only this role's own connections show when they began.
select outcome, conversation, turn, fence, state, journal, at, reply, holdfast.offset_at(at, $10) as "offset",
    holdfast.abbreviation_at(at, $10) as abbreviation
from holdfast.take_turn($1, $2, $3, $4, $5, $6, $7,
    (select pid || '@' || extract(epoch from backend_start) from pg_stat_get_activity(pg_backend_pid())),
    $8::double precision,
    case when $9::boolean then (select array_agg(pid || '@' || extract(epoch from backend_start))
        from pg_stat_get_activity(null) where backend_start is not null) end)
