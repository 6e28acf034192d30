-- Blocks resource $3 of tenant $1 (zone $2) from $4 until $5 for reason $6; $7 to $9 the key.
select o.reason as refusal, o.detail, (o.result ->> 'block')::bigint as id, r.id as resource_id, r.name as resource_name, $6::text as reason, 'owner' as source,
    t.from_at, holdfast.offset_at(t.from_at, $2) as from_offset, holdfast.abbreviation_at(t.from_at, $2) as from_abbreviation,
    t.to_at, holdfast.offset_at(t.to_at, $2) as to_offset, holdfast.abbreviation_at(t.to_at, $2) as to_abbreviation
from holdfast.block_resource($1, $3, $4, $5, $6, $7, $8, $9) o
cross join lateral (select (o.result ->> 'from')::timestamptz as from_at, (o.result ->> 'to')::timestamptz as to_at) t
left join holdfast.resources r on r.tenant_id = $1 and r.id = (o.result ->> 'resource')::bigint
