-- Holds start $4. $1 tenant, $2 its zone, $3 service, $5 duration, $6 person; $7 to $9 the booking that moves and its
-- proof; $10 client, $11 address; $12 to $14 the key.
select o.reason as refusal, o.detail, o.result ->> 'hold' as hold, (o.result ->> 'service')::bigint as service_id,
    t.start_at, holdfast.offset_at(t.start_at, $2) as start_offset, holdfast.abbreviation_at(t.start_at, $2) as start_abbreviation,
    t.end_at, holdfast.offset_at(t.end_at, $2) as end_offset, holdfast.abbreviation_at(t.end_at, $2) as end_abbreviation,
    t.expires, holdfast.offset_at(t.expires, $2) as expires_offset, holdfast.abbreviation_at(t.expires, $2) as expires_abbreviation,
    r.id as resource_id, r.name as resource_name
from holdfast.hold_slot($1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) o
cross join lateral (select (o.result ->> 'start')::timestamptz as start_at, (o.result ->> 'end')::timestamptz as end_at,
    (o.result ->> 'expires')::timestamptz as expires) t
left join holdfast.resources r on r.tenant_id = $1 and r.id = (o.result ->> 'resource')::bigint
