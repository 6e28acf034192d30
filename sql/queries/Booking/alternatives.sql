-- The starts nearest to $3 that can be held. $1 tenant, $2 service, $4 duration, $5 person; $6 to $8 the booking that
-- moves and its proof; at most $9.
select s.start_at, s.start_offset, s.start_abbreviation, s.end_at, s.end_offset, s.end_abbreviation,
    s.resource_id, s.resource_name, s.seats_left
from holdfast.asked($1, $2, $4, $5, $6, $7, $8) a,
    lateral holdfast.alternatives($1, $2, $3, $4, $5, a.moving, $9) s
where a.reason is null
