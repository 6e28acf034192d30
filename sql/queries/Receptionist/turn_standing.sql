-- How turn $2 of conversation $1 stands: closed, being worked on, or left alone; what was heard, and what was said so far.
select t.closed_at is not null as is_closed,
    t.closed_at is null and t.lease_until > clock_timestamp() and (t.lease_backend = '' or exists (
        select from pg_stat_get_activity(null) where pid || '@' || extract(epoch from backend_start) = t.lease_backend)) as is_leased,
    extract(epoch from clock_timestamp() - t.created_at)::double precision as age, t.message, t.reply,
    coalesce((select jsonb_agg(e.body order by e.number) from holdfast.turn_events e where e.tenant_id = t.tenant_id and e.turn_id = t.id), '[]') as events
from holdfast.turns t
where t.conversation_id = $1 and t.message_key = $2
