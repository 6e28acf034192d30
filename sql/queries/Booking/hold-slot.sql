-- Holds start $4. $1 tenant, $2 its zone, $3 service, $5 duration, $6 person; $7 to $9 the booking that moves and its
-- proof; $10 client, $11 address; $12 to $14 the key. One row, or for a refusal one for each start that could be had
-- instead; looked tells whether any were sought.
select o.reason as refusal, o.detail, o.reason is not null and o.result is not null as looked,
    o.result ->> 'hold' as hold, (o.result ->> 'service')::bigint as service_id,
    coalesce(t.start_at, a.start_at) as start_at, coalesce(a.start_offset, holdfast.offset_at(t.start_at, $2)) as start_offset,
    coalesce(a.start_abbreviation, holdfast.abbreviation_at(t.start_at, $2)) as start_abbreviation,
    coalesce(t.end_at, a.end_at) as end_at, coalesce(a.end_offset, holdfast.offset_at(t.end_at, $2)) as end_offset,
    coalesce(a.end_abbreviation, holdfast.abbreviation_at(t.end_at, $2)) as end_abbreviation,
    t.expires, case when o.reason is null then holdfast.offset_at(t.expires, $2) end as expires_offset,
    case when o.reason is null then holdfast.abbreviation_at(t.expires, $2) end as expires_abbreviation,
    coalesce(r.id, a.resource_id) as resource_id, coalesce(r.name, a.resource_name) as resource_name, a.seats_left
from holdfast.hold_slot($1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) o
cross join lateral (select (o.result ->> 'start')::timestamptz as start_at, (o.result ->> 'end')::timestamptz as end_at,
    (o.result ->> 'expires')::timestamptz as expires) t
left join holdfast.resources r on r.tenant_id = $1 and r.id = (o.result ->> 'resource')::bigint
left join lateral jsonb_to_recordset(o.result -> 'alternatives') a (start_at timestamptz, start_offset integer,
    start_abbreviation text, end_at timestamptz, end_offset integer, end_abbreviation text, resource_id bigint,
    resource_name text, seats_left integer) on o.reason is not null
