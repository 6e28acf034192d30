-- Booking: a hold becomes an appointment, an appointment moves, ends, is answered.

-- Locks a customer by the email and phone it is known by, before any resource.
create or replace function holdfast.lock_customer(p_tenant bigint, p_email text, p_phone text) returns void
language plpgsql as $$
begin
    perform lock_names(p_tenant, 'customer:' || lower(p_email), 'customer:' || phone_digits(p_phone));
end $$;

-- The customer of these details: by email; by phone only where one of the two has no email, since families share phones.
create or replace function holdfast.find_customer(p_tenant bigint, p_email text, p_phone text) returns bigint
language plpgsql stable as $$
begin
    return coalesce(
        (select c.id from customers c where c.tenant_id = p_tenant and lower(c.email) = lower(p_email)),
        (select c.id from customers c where c.tenant_id = p_tenant and c.phone = p_phone
            and (p_email is null or c.email is null) order by c.id limit 1));
end $$;

create or replace function holdfast.save_customer(
    p_tenant bigint, p_customer bigint, p_name text, p_email text, p_phone text, p_address text)
returns bigint language plpgsql as $$
declare
    v_id bigint := p_customer;
begin
    if v_id is null then
        insert into customers (tenant_id, name, email, phone, address) values (p_tenant, p_name, p_email, p_phone, p_address)
        returning id into v_id;
    else
        update customers c set name = p_name, email = coalesce(c.email, p_email), phone = coalesce(p_phone, c.phone),
            address = coalesce(p_address, c.address)
        where c.tenant_id = p_tenant and c.id = v_id;
    end if;
    return v_id;
end $$;

-- Which of the customer's own limits a booking of this span would break, or none. p_ignore are the hold and the
-- booking that it moves.
create or replace function holdfast.customer_refusal(
    p_tenant bigint, p_customer bigint, p_service bigint, p_start timestamptz, p_end timestamptz, p_ignore bigint[], p_now timestamptz)
returns text language plpgsql stable as $$
declare
    v_tenant holdfast.tenants;
    v_day date;
begin
    select * into v_tenant from tenants t where t.id = p_tenant;
    v_day := (p_start at time zone v_tenant.zone)::date;
    if not v_tenant.customer_overlap and exists (select from bookings b where b.tenant_id = p_tenant and b.customer_id = p_customer
            and b.status in ('pending', 'confirmed') and b.expires_at > p_now and b.id <> all (p_ignore)
            and b.start_at < p_end and b.end_at > p_start) then
        return 'own_overlap';
    end if;
    if v_tenant.max_open_bookings <= (select count(*) from bookings b where b.tenant_id = p_tenant and b.customer_id = p_customer
            and b.status in ('pending', 'confirmed') and b.expires_at > p_now and b.id <> all (p_ignore) and b.end_at > p_now) then
        return 'open_bookings';
    end if;
    if exists (select from daily_limits l where l.tenant_id = p_tenant and l.scope = 'customer'
            and (l.service_id is null or l.service_id = p_service)
            and l.maximum <= (select count(*) from bookings b where b.tenant_id = p_tenant and b.customer_id = p_customer
                and b.status in ('pending', 'confirmed') and b.expires_at > p_now and b.id <> all (p_ignore)
                and b.start_at >= day_start(v_day, v_tenant.zone) and b.start_at < day_start(v_day + 1, v_tenant.zone)
                and (l.service_id is null or b.service_id = l.service_id))) then
        return 'day_of_customer';
    end if;
    return null;
end $$;

-- A name for a booking that no other has: eight characters of an alphabet without look-alikes.
create or replace function holdfast.new_reference(p_tenant bigint) returns text
language plpgsql as $$
declare
    v_bytes bytea;
    v_reference text;
begin
    loop
        v_bytes := public.gen_random_bytes(8);
        select string_agg(substr('23456789BCDFGHJKMNPQRSTVWXYZ', get_byte(v_bytes, n) % 28 + 1, 1), '')
        into v_reference from generate_series(0, 7) n;
        exit when not exists (select from bookings b where b.tenant_id = p_tenant and b.reference = v_reference);
    end loop;
    return v_reference;
end $$;

-- Until when a booking that needs the business's word waits for it; infinity for one that doesn't.
create or replace function holdfast.answer_by(p_tenant bigint, p_service bigint, p_start timestamptz, p_now timestamptz)
returns timestamptz language plpgsql stable as $$
begin
    return (select case when s.needs_approval then least(p_now + make_interval(mins => t.answer_minutes), greatest(p_start, p_now + interval '1 second'))
            else 'infinity' end
        from services s join tenants t on t.id = s.tenant_id where s.tenant_id = p_tenant and s.id = p_service);
end $$;

-- Why a hold can't be confirmed, or none: all of its claims must still stand.
create or replace function holdfast.stands(p_tenant bigint, p_hold holdfast.bookings, p_now timestamptz) returns boolean
language plpgsql stable as $$
begin
    return p_hold.status = 'held'
        and (p_hold.expires_at > p_now or p_hold.start_at > p_now)
        and (select count(*) from claims c where c.tenant_id = p_tenant and c.booking_id = p_hold.id) = p_hold.claim_count;
end $$;

-- What is wrong with a customer's details, or none.
create or replace function holdfast.details_refusal(p_name text, p_email text, p_phone text, p_address text, p_at_customer boolean)
returns text language sql immutable
return case
    when coalesce(trim(p_name), '') = '' or length(p_name) > 200 then 'name'
    when p_email is null and p_phone is null then 'contact'
    when p_email !~ '^[^@\s]+@[^@\s]+\.[^@\s]+$' or length(p_email) > 254 then 'email'
    when p_phone is not null and p_phone !~ '^\+?[0-9]{3,20}$' then 'phone'
    when p_at_customer and coalesce(trim(p_address), '') = '' then 'address'
    when length(p_address) > 500 then 'address'
end;

-- confirm_hold between its receipt's opening and closing.
create or replace function holdfast.confirm_judged(
    p_tenant bigint, p_hold text, p_name text, p_email text, p_phone text, p_address text, p_notes text, p_conversation text)
returns holdfast.outcome language plpgsql as $$
declare
    v_hold holdfast.bookings;
    v_now timestamptz;
    v_customer bigint;
    v_detail text;
    v_answer_by timestamptz;
    v_at_customer boolean;
begin
    select b.* into v_hold from bookings b where b.tenant_id = p_tenant and b.hold_id = p_hold;
    if not found then return refusal('not_found', 'hold'); end if;
    select s.at_customer into v_at_customer from services s where s.tenant_id = p_tenant and s.id = v_hold.service_id;
    v_detail := details_refusal(p_name, p_email, p_phone, p_address, v_at_customer);
    if v_detail is not null then return refusal('invalid', v_detail); end if;

    perform lock_customer(p_tenant, p_email, p_phone);
    perform lock_resources(claimed(p_tenant, v_hold.id));

    v_now := holdfast.now();
    select b.* into v_hold from bookings b where b.tenant_id = p_tenant and b.id = v_hold.id for update;
    if not stands(p_tenant, v_hold, v_now) then return refusal('hold_expired'); end if;
    if v_hold.moving_id is not null then return refusal('invalid', 'hold_moves_a_booking'); end if;
    v_customer := find_customer(p_tenant, p_email, p_phone);
    v_detail := customer_refusal(p_tenant, v_customer, v_hold.service_id, v_hold.start_at, v_hold.end_at, array[v_hold.id], v_now);
    if v_detail is not null then return refusal('limit_reached', v_detail); end if;

    v_customer := save_customer(p_tenant, v_customer, p_name, p_email, p_phone, p_address);
    v_answer_by := answer_by(p_tenant, v_hold.service_id, v_hold.start_at, v_now);
    update bookings b set status = case v_answer_by when 'infinity' then 'confirmed' else 'pending' end,
        expires_at = v_answer_by, confirmed_at = v_now, customer_id = v_customer, reference = new_reference(p_tenant),
        conversation = p_conversation, notes = coalesce(p_notes, ''), client = null, holder_address = null, version = 1
    where b.tenant_id = p_tenant and b.id = v_hold.id returning b.* into v_hold;
    update claims c set expires_at = v_answer_by where c.tenant_id = p_tenant and c.booking_id = v_hold.id;
    insert into audit (tenant_id, at, event, booking_id, status, expires_at)
    values (p_tenant, v_now, v_hold.status, v_hold.id, v_hold.status, v_answer_by);
    return done(booking_result(p_tenant, v_hold.id));
end $$;

-- Makes a hold a booking for a customer: confirmed, or pending where the business wants to answer first.
create or replace function holdfast.confirm_hold(
    p_tenant bigint, p_hold text, p_name text, p_email text default null, p_phone text default null, p_address text default null,
    p_notes text default null, p_conversation text default null,
    p_route text default null, p_key text default null, p_body_hash bytea default null)
returns holdfast.outcome language plpgsql security definer set search_path = holdfast, pg_temp set plan_cache_mode = force_generic_plan set jit = off as $$
declare
    v_receipt record;
begin
    perform guard_write(p_tenant);
    v_receipt := receipt_open(p_tenant, p_route, p_key, p_body_hash);
    if v_receipt.stored then return v_receipt.answer; end if;
    return receipt_close(p_tenant, p_route, p_key, p_body_hash, confirm_judged(p_tenant, p_hold, trim(p_name),
        nullif(trim(p_email), ''), nullif(regexp_replace(p_phone, '[\s().-]', '', 'g'), ''), nullif(trim(p_address), ''),
        p_notes, p_conversation));
end $$;

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
    v_answer_by timestamptz;
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

    -- A time that nobody has approved waits for an answer again, unless the business itself moves it.
    v_answer_by := case p_proof_kind when 'owner' then 'infinity'
        else answer_by(p_tenant, v_hold.service_id, v_hold.start_at, v_now) end;
    v_status := case v_answer_by when 'infinity' then 'confirmed' else 'pending' end;
    begin
        perform hand_over(p_tenant, v_booking, v_hold, v_status, v_answer_by, v_now);
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
returns holdfast.outcome language plpgsql security definer set search_path = holdfast, pg_temp set plan_cache_mode = force_generic_plan set jit = off as $$
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
returns holdfast.outcome language plpgsql security definer set search_path = holdfast, pg_temp set plan_cache_mode = force_generic_plan set jit = off as $$
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
    end if;
    return receipt_close(p_tenant, p_route, p_key, p_body_hash, done(booking_result(p_tenant, v_id)));
end $$;

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
    elsif v_status = 'pending' then
        update bookings b set status = 'confirmed', expires_at = 'infinity', version = b.version + 1
        where b.tenant_id = p_tenant and b.id = p_booking;
        update claims c set expires_at = 'infinity' where c.tenant_id = p_tenant and c.booking_id = p_booking;
        insert into audit (tenant_id, at, event, booking_id, status, expires_at)
        values (p_tenant, v_now, 'approved', p_booking, 'confirmed', 'infinity');
    end if;
    return receipt_close(p_tenant, p_route, p_key, p_body_hash, done(booking_result(p_tenant, p_booking)));
end $$;

create or replace function holdfast.approve_booking(
    p_tenant bigint, p_booking bigint, p_route text default null, p_key text default null, p_body_hash bytea default null)
returns holdfast.outcome language plpgsql security definer set search_path = holdfast, pg_temp set plan_cache_mode = force_generic_plan set jit = off as $$
begin
    return answer_booking(p_tenant, p_booking, 'confirmed', null, p_route, p_key, p_body_hash);
end $$;

create or replace function holdfast.decline_booking(
    p_tenant bigint, p_booking bigint, p_reason text default null,
    p_route text default null, p_key text default null, p_body_hash bytea default null)
returns holdfast.outcome language plpgsql security definer set search_path = holdfast, pg_temp set plan_cache_mode = force_generic_plan set jit = off as $$
begin
    return answer_booking(p_tenant, p_booking, 'declined', p_reason, p_route, p_key, p_body_hash);
end $$;

-- Ends up to p_limit holds and requests that have run out, and gives the number; nothing waits for it, it tidies.
-- Two of its kind, or one and a booking, never wait for each other in a circle: resources first, ascending, then rows.
create or replace function holdfast.lapse_due(p_tenant bigint, p_limit integer default 100) returns integer
language plpgsql security definer set search_path = holdfast, pg_temp set plan_cache_mode = force_generic_plan set jit = off as $$
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
