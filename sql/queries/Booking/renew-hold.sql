-- Renews hold $3 of tenant $1, whose zone is $2.
select o.reason as refusal, o.detail, o.result ->> 'hold' as hold, (o.result ->> 'service')::bigint as service_id,
    t.start_at, holdfast.offset_at(t.start_at, $2) as start_offset, holdfast.abbreviation_at(t.start_at, $2) as start_abbreviation,
    t.end_at, holdfast.offset_at(t.end_at, $2) as end_offset, holdfast.abbreviation_at(t.end_at, $2) as end_abbreviation,
    t.expires, holdfast.offset_at(t.expires, $2) as expires_offset, holdfast.abbreviation_at(t.expires, $2) as expires_abbreviation,
    r.id as resource_id, r.name as resource_name
from holdfast.renew_hold($1, $3) o
cross join lateral (select (o.result ->> 'start')::timestamptz as start_at, (o.result ->> 'end')::timestamptz as end_at,
    (o.result ->> 'expires')::timestamptz as expires) t
left join holdfast.resources r on r.tenant_id = $1 and r.id = (o.result ->> 'resource')::bigint
