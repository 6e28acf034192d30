-- Changing: an appointment moves or ends.

-- Hands the hold's claims to the booking. The old ones go first, in the same transaction, under the locks of both.
create or replace function holdfast.hand_over(
    p_tenant bigint, p_booking holdfast.bookings, p_hold holdfast.bookings, p_status text, p_answer_by timestamptz, p_now timestamptz)
returns void language plpgsql as $$
declare
    v_old jsonb := claims_of(p_tenant, p_booking.id);
    v_taken jsonb := claims_of(p_tenant, p_hold.id);
    v_session bigint := p_hold.session_id;
begin
    delete from claims c where c.tenant_id = p_tenant and c.booking_id = p_booking.id;
    -- A group booking that moved onto its own time comes home to the session of its new start.
    if v_session < 0 and not exists (select from bookings b where b.tenant_id = p_tenant and b.start_at = p_hold.start_at
            and b.status in ('held', 'pending', 'confirmed') and b.service_id = p_hold.service_id
            and b.resource_id = p_hold.resource_id and b.id not in (p_booking.id, p_hold.id) and b.expires_at > p_now) then
        v_session := group_session(p_hold.service_id, p_hold.resource_id, p_hold.start_at);
        perform expire(p_tenant, (select array_agg(distinct c.booking_id) from claims c where c.tenant_id = p_tenant
            and c.session_id = v_session and c.expires_at <= p_now and c.booking_id <> p_hold.id), p_now);
    end if;
    update claims c set booking_id = p_booking.id, session_id = v_session, expires_at = p_answer_by
    where c.tenant_id = p_tenant and c.booking_id = p_hold.id;
    update bookings b set status = 'moved', expires_at = 'infinity', client = null, holder_address = null,
        moving_id = p_booking.id, version = b.version + 1
    where b.tenant_id = p_tenant and b.id = p_hold.id;
    update bookings b set status = p_status, expires_at = p_answer_by, version = b.version + 1, resource_id = p_hold.resource_id,
        session_id = v_session, start_at = p_hold.start_at, end_at = p_hold.end_at, local_start = p_hold.local_start,
        zone = p_hold.zone, duration_minutes = p_hold.duration_minutes, claim_count = p_hold.claim_count
    where b.tenant_id = p_tenant and b.id = p_booking.id;
    insert into audit (tenant_id, at, event, booking_id, status, expires_at, removed)
    values (p_tenant, p_now, 'moved', p_hold.id, 'moved', 'infinity', v_taken);
    insert into audit (tenant_id, at, event, booking_id, status, expires_at, made, removed, facts)
    values (p_tenant, p_now, 'rescheduled', p_booking.id, p_status, p_answer_by, claims_of(p_tenant, p_booking.id), v_old,
        jsonb_build_object('hold', p_hold.id, 'resource', p_hold.resource_id, 'start', p_hold.start_at));
end $$;

-- reschedule_booking between its receipt's opening and closing.
create or replace function holdfast.reschedule_judged(
    p_tenant bigint, p_reference text, p_proof_kind text, p_proof text, p_hold text)
returns holdfast.outcome language plpgsql as $$
declare
    v_booking holdfast.bookings;
    v_hold holdfast.bookings;
    v_row holdfast.bookings;
    v_now timestamptz;
    v_refusal text;
    v_status text;
    v_say text;
    v_answer_by timestamptz;
    v_await_by timestamptz;
    v_constraint text;
begin
    select b.* into v_booking from bookings b
    where b.tenant_id = p_tenant and b.id = find_booking(p_tenant, p_reference, p_proof_kind, p_proof);
    if not found then return refusal('not_found', 'booking'); end if;
    select b.* into v_hold from bookings b where b.tenant_id = p_tenant and b.hold_id = p_hold;
    if not found then return refusal('not_found', 'hold'); end if;
    if v_hold.id = v_booking.id then return refusal('hold_expired'); end if;

    perform lock_customer(p_tenant, c.email, c.phone) from customers c
    where c.tenant_id = p_tenant and c.id = v_booking.customer_id;
    perform lock_lapsed_limits(p_tenant, v_hold);
    perform lock_resources(claimed(p_tenant, v_booking.id, v_hold.id));

    v_now := holdfast.now();
    for v_row in select b.* from bookings b
        where b.tenant_id = p_tenant and b.id in (v_booking.id, v_hold.id) order by b.id for update
    loop
        if v_row.id = v_hold.id then v_hold := v_row; else v_booking := v_row; end if;
    end loop;
    v_refusal := change_refusal(p_tenant, v_booking.id, p_proof_kind, v_now);
    if v_refusal is not null then
        perform expire(p_tenant, array[v_booking.id], v_now);
        return refusal('too_late_to_change', v_refusal);
    end if;
    if not stands(p_tenant, v_hold, v_now) then return refusal('hold_expired'); end if;
    if v_hold.moving_id <> v_booking.id then return refusal('invalid', 'hold_moves_another'); end if;
    if v_hold.service_id <> v_booking.service_id then return refusal('invalid', 'other_service'); end if;
    v_refusal := customer_refusal(p_tenant, v_booking.customer_id, v_hold.service_id, v_hold.start_at, v_hold.end_at,
        array[v_booking.id, v_hold.id], v_now);
    if v_refusal is not null then return refusal('limit_reached', v_refusal); end if;

    v_say := case p_proof_kind when 'owner' then 'free' else calendars_say(p_tenant, v_hold.id) end;
    if v_say = 'busy' then return leave_to_calendar(p_tenant, v_hold.id, v_now); end if;
    v_await_by := await_calendar_by(p_tenant, v_say, v_hold.start_at, v_now);
    -- A time that nobody has approved waits for an answer again, unless the business itself moves it.
    v_answer_by := case p_proof_kind when 'owner' then 'infinity'
        else least(v_await_by, answer_by(p_tenant, v_hold.service_id, v_hold.start_at, v_now)) end;
    v_status := case v_answer_by when 'infinity' then 'confirmed' else 'pending' end;
    begin
        perform hand_over(p_tenant, v_booking, v_hold, v_status, v_answer_by, v_now);
        update bookings b set awaits_calendar = v_await_by < 'infinity' and not needs_answer(p_tenant, b.service_id)
        where b.tenant_id = p_tenant and b.id = v_booking.id;
        perform hand_over_questions(p_tenant, v_booking.id, v_hold.id);
        perform enqueue_lapse(p_tenant, v_booking.id, v_booking.version + 1, v_answer_by);
        perform follow_change(p_tenant, v_booking.id, case v_status when 'pending' then 'requested' else 'moved' end,
            p_proof_kind <> 'owner', v_now);
        return done(booking_result(p_tenant, v_booking.id));
    exception when exclusion_violation or unique_violation then
        get stacked diagnostics v_constraint = constraint_name;
        raise log 'holdfast alarm: constraint % was met under locks while moving', v_constraint;
        return refusal('slot_taken', 'alarm');
    end;
end $$;

-- Moves a booking to the time that a hold keeps, under the same reference.
create or replace function holdfast.reschedule_booking(
    p_tenant bigint, p_reference text, p_proof_kind text, p_proof text, p_hold text,
    p_route text default null, p_key text default null, p_body_hash bytea default null)
returns holdfast.outcome language plpgsql security definer
set search_path = holdfast, pg_temp set plan_cache_mode = force_generic_plan set jit = off as $$
declare
    v_receipt record;
begin
    perform guard_write(p_tenant);
    v_receipt := receipt_open(p_tenant, p_route, p_key, p_body_hash);
    if v_receipt.stored then return v_receipt.answer; end if;
    return receipt_close(p_tenant, p_route, p_key, p_body_hash,
        reschedule_judged(p_tenant, p_reference, p_proof_kind, p_proof, p_hold));
end $$;

-- Cancels a booking. One that is cancelled already stays so, and says so.
create or replace function holdfast.cancel_booking(
    p_tenant bigint, p_reference text, p_proof_kind text, p_proof text, p_reason text default null,
    p_route text default null, p_key text default null, p_body_hash bytea default null)
returns holdfast.outcome language plpgsql security definer
set search_path = holdfast, pg_temp set plan_cache_mode = force_generic_plan set jit = off as $$
declare
    v_receipt record;
    v_id bigint;
    v_now timestamptz;
    v_refusal text;
begin
    perform guard_write(p_tenant);
    v_receipt := receipt_open(p_tenant, p_route, p_key, p_body_hash);
    if v_receipt.stored then return v_receipt.answer; end if;
    v_id := find_booking(p_tenant, p_reference, p_proof_kind, p_proof);
    if v_id is null then return refusal('not_found', 'booking'); end if;
    perform lock_resources(claimed(p_tenant, v_id));
    v_now := holdfast.now();
    perform from bookings b where b.tenant_id = p_tenant and b.id = v_id for update;
    if (select b.status from bookings b where b.tenant_id = p_tenant and b.id = v_id) <> 'cancelled' then
        perform expire(p_tenant, array[v_id], v_now);
        v_refusal := change_refusal(p_tenant, v_id, p_proof_kind, v_now);
        if v_refusal is not null then return refusal('too_late_to_change', v_refusal); end if;
        perform close_booking(p_tenant, v_id, 'cancelled', p_reason, v_now);
        perform follow_change(p_tenant, v_id, 'cancelled', p_proof_kind <> 'owner', v_now);
    end if;
    return receipt_close(p_tenant, p_route, p_key, p_body_hash, done(booking_result(p_tenant, v_id)));
end $$;
