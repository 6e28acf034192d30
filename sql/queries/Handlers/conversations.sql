-- Conversations: first those in which a visitor waits for a person, then the newest of the last turns. Each with its last
-- message and the business's offset at it.
with known as (
    select t.conversation_id as id from (
        select r.conversation_id from holdfast.turns r
        where r.tenant_id = current_setting('holdfast.tenant')::bigint order by r.id desc limit 300) t
    union
    select c.id from holdfast.conversations c
    where c.tenant_id = current_setting('holdfast.tenant')::bigint and (c.handed_over_at is not null or c.person_since is not null))
select c.id, p.person, coalesce(c.state ->> 'name', '') as name, coalesce(c.state ->> 'email', c.state ->> 'phone', '') as contact,
    last.message, last.at, holdfast.offset_at(last.at, n.zone) as zone_offset,
    p.person = 'asked' or p.person = 'answering' and last.id > spoken.after_turn as waits
from known k
join holdfast.conversations c on c.tenant_id = current_setting('holdfast.tenant')::bigint and c.id = k.id
join holdfast.tenants n on n.id = c.tenant_id
cross join lateral (select holdfast.person_in(c) as person) p
cross join lateral (select t.id, t.message, t.at from holdfast.turns t
    where t.tenant_id = c.tenant_id and t.conversation_id = c.id order by t.id desc limit 1) last
cross join lateral (select coalesce(max(i.after_turn), 0) as after_turn from holdfast.interjections i
    where i.tenant_id = c.tenant_id and i.conversation_id = c.id and i.kind = 'person') spoken
order by waits desc, last.id desc
limit 100
