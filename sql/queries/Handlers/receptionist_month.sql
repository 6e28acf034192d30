-- What the receptionist did in the business's own month so far, and what its model cost.
with month as (
    select t.id, t.model_ceiling_micros, date_trunc('month', holdfast.now() at time zone t.zone) at time zone t.zone as start
    from holdfast.tenants t where t.id = current_setting('holdfast.tenant')::bigint
)
select month.model_ceiling_micros as ceiling,
    (select coalesce(sum(m.cost_micros), 0)::bigint from holdfast.model_turns m where m.tenant_id = month.id and m.at >= month.start) as spent,
    (select count(*) from holdfast.model_turns m
        where m.tenant_id = month.id and m.at >= month.start and m.questions > 0 and m.failure is null) as by_model,
    (select count(*) from holdfast.turns t where t.tenant_id = month.id and t.at >= month.start and t.closed_at is not null) as turns
from month
