-- What a model wrote in the last seven days and no visitor saw, the newest first, with the business's offset at that time.
select w.sentence, w.reason, t.at, extract(epoch from (t.at at time zone b.zone) at time zone 'UTC' - t.at)::integer as zone_offset
from holdfast.withheld_sentences w
join holdfast.turns t on t.tenant_id = w.tenant_id and t.id = w.turn_id
join holdfast.tenants b on b.id = w.tenant_id
where w.tenant_id = current_setting('holdfast.tenant')::bigint and t.at > holdfast.now() - interval '7 days'
order by t.at desc, w.turn_id desc, w.number
limit 50
