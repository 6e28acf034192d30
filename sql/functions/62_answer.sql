-- Answering: the business says yes or no, and what waited too long ends.

-- The business's answer to a pending booking. One that has lapsed meanwhile is refused with hold_expired.
create or replace function holdfast.answer_booking(
    p_tenant bigint, p_booking bigint, p_status text, p_reason text, p_route text, p_key text, p_body_hash bytea)
returns holdfast.outcome language plpgsql as $$
declare
    v_receipt record;
    v_status text;
    v_now timestamptz;
begin
    perform guard_write(p_tenant);
    v_receipt := receipt_open(p_tenant, p_route, p_key, p_body_hash);
    if v_receipt.stored then return v_receipt.answer; end if;
    perform lock_resources(claimed(p_tenant, p_booking));
    v_now := holdfast.now();
    perform from bookings b where b.tenant_id = p_tenant and b.id = p_booking for update;
    perform expire(p_tenant, array[p_booking], v_now);
    select b.status into v_status from bookings b
    where b.tenant_id = p_tenant and b.id = p_booking and b.reference is not null;
    if v_status is null then return refusal('not_found', 'booking'); end if;
    if v_status = 'lapsed' then
        return receipt_close(p_tenant, p_route, p_key, p_body_hash, refusal('hold_expired', 'lapsed'));
    end if;
    if v_status not in ('pending', p_status) then return refusal('too_late_to_change', 'not_open'); end if;
    if v_status = 'pending' and p_status = 'declined' then
        perform close_booking(p_tenant, p_booking, 'declined', p_reason, v_now);
        perform follow_change(p_tenant, p_booking, 'declined', false, v_now);
    elsif v_status = 'pending' then
        update bookings b set status = 'confirmed', expires_at = 'infinity', version = b.version + 1
        where b.tenant_id = p_tenant and b.id = p_booking;
        update claims c set expires_at = 'infinity' where c.tenant_id = p_tenant and c.booking_id = p_booking;
        insert into audit (tenant_id, at, event, booking_id, status, expires_at)
        values (p_tenant, v_now, 'approved', p_booking, 'confirmed', 'infinity');
        perform follow_change(p_tenant, p_booking, 'approved', false, v_now);
    end if;
    return receipt_close(p_tenant, p_route, p_key, p_body_hash, done(booking_result(p_tenant, p_booking)));
end $$;

create or replace function holdfast.approve_booking(
    p_tenant bigint, p_booking bigint, p_route text default null, p_key text default null, p_body_hash bytea default null)
returns holdfast.outcome language plpgsql security definer
set search_path = holdfast, pg_temp set plan_cache_mode = force_generic_plan set jit = off as $$
begin
    return answer_booking(p_tenant, p_booking, 'confirmed', null, p_route, p_key, p_body_hash);
end $$;

create or replace function holdfast.decline_booking(
    p_tenant bigint, p_booking bigint, p_reason text default null,
    p_route text default null, p_key text default null, p_body_hash bytea default null)
returns holdfast.outcome language plpgsql security definer
set search_path = holdfast, pg_temp set plan_cache_mode = force_generic_plan set jit = off as $$
begin
    return answer_booking(p_tenant, p_booking, 'declined', p_reason, p_route, p_key, p_body_hash);
end $$;

-- Ends up to p_limit holds and requests that have run out, and gives the number; nothing waits for it, it tidies.
-- Two of its kind, or one and a booking, never wait for each other in a circle: resources first, ascending, then rows.
create or replace function holdfast.lapse_due(p_tenant bigint, p_limit integer default 100) returns integer
language plpgsql security definer
set search_path = holdfast, pg_temp set plan_cache_mode = force_generic_plan set jit = off as $$
declare
    v_now timestamptz := holdfast.now();
    v_due bigint[];
begin
    perform guard_write(p_tenant);
    select array_agg(d.id) into v_due from (select b.id from bookings b
        where b.tenant_id = p_tenant and b.status in ('held', 'pending') and b.expires_at <= v_now
        order by b.expires_at limit p_limit) d;
    perform lock_resources(claimed(p_tenant, variadic coalesce(v_due, '{}')));
    return expire(p_tenant, v_due, v_now);
end $$;
