-- Starts that can be held. $1 tenant, $2 zone, $3 service, $4 duration, $5 person; $6 to $8 the booking that moves and
-- its proof; from day $9 or instant $10 until the end of day $11 or instant $12; at most $13. Always one row at least.
with bounds as (
    select holdfast.edge($9, $10, $2, false) as from_at, holdfast.edge($11, $12, $2, true) as to_at
), asked as (
    select coalesce(a.reason, b.reason) as refusal, coalesce(a.detail, b.detail) as detail, a.moving
    from holdfast.asked($1, $3, $4, $5, $6, $7, $8) a, lateral (
        -- 62 days, one of which may have 25 hours.
        select case when to_at <= from_at or to_at - from_at > interval '1489 hours' then 'invalid' end as reason,
            case when to_at <= from_at then 'span' else 'long_span' end as detail
        from bounds) b
)
select n.at, n.utc_offset, n.abbreviation, a.refusal, a.detail, s.start_at, s.start_offset, s.start_abbreviation,
    s.end_at, s.end_offset, s.end_abbreviation, s.resource_id, s.resource_name, s.seats_left
from asked a cross join bounds b cross join holdfast.zoned($1, holdfast.now()) n
left join lateral (
    select * from holdfast.slots($1, $3, b.from_at, b.to_at, $4, $5, a.moving, $13) where a.refusal is null
) s on true
order by s.start_at
