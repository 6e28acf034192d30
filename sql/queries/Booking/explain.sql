-- Why start $3 can or can't be held. $1 tenant, $2 service, $4 duration, $5 person; $6 to $8 the booking that moves.
select coalesce(a.reason, e.reason) as refusal, coalesce(a.detail, e.detail) as detail
from holdfast.asked($1, $2, $4, $5, $6, $7, $8) a
left join lateral (select * from holdfast.explain($1, $2, $3, $4, $5, a.moving) where a.reason is null) e on true
