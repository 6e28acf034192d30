-- Confirming: a hold becomes a customer's appointment.

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
    return (select case when s.needs_approval
            then least(p_now + make_interval(mins => t.answer_minutes), greatest(p_start, p_now + interval '1 second'))
            else 'infinity' end
        from services s join tenants t on t.id = s.tenant_id where s.tenant_id = p_tenant and s.id = p_service);
end $$;

create or replace function holdfast.needs_answer(p_tenant bigint, p_service bigint) returns boolean
language plpgsql stable as $$
begin
    return (select s.needs_approval from services s where s.tenant_id = p_tenant and s.id = p_service);
end $$;

-- Whether a hold can still be confirmed: all of its claims must stand. One that has run out no longer counts in the
-- limits of its day, and must find room in them again.
create or replace function holdfast.stands(p_tenant bigint, p_hold holdfast.bookings, p_now timestamptz) returns boolean
language plpgsql stable as $$
begin
    return p_hold.status = 'held'
        and (p_hold.expires_at > p_now or p_hold.start_at > p_now and not exists (
            select from spent_days(p_tenant, p_hold.service_id, p_hold.zone, p_hold.local_start::date, p_hold.local_start::date,
                p_hold.moving_id, p_now) d
            where d.resource_id is null or d.resource_id = p_hold.resource_id))
        and (select count(*) from claims c where c.tenant_id = p_tenant and c.booking_id = p_hold.id) = p_hold.claim_count;
end $$;

-- Locks the limits that a hold which has run out would count in again, before any resource.
create or replace function holdfast.lock_lapsed_limits(p_tenant bigint, p_hold holdfast.bookings) returns void
language plpgsql as $$
begin
    if p_hold.expires_at > holdfast.now() then return; end if;
    perform lock_names(p_tenant, variadic limit_names(p_tenant, p_hold.service_id, p_hold.start_at, p_hold.zone)
        || array['client:' || p_hold.client, 'address:' || p_hold.holder_address]);
end $$;

-- What is wrong with a customer's details, or none.
create or replace function holdfast.details_refusal(p_name text, p_email text, p_phone text, p_address text, p_at_customer boolean)
returns text language sql immutable
return case
    when coalesce(p_name, '') !~ '[^[:space:]]' or p_name ~ '[[:cntrl:]]' or length(p_name) > 200 then 'name'
    when p_email is null and p_phone is null then 'contact'
    when p_email ~ '[[:cntrl:]]' or p_email !~ '^[^@\s]+@[^@\s]+\.[^@\s]+$' or length(p_email) > 254 then 'email'
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
    v_say text;
    v_answer_by timestamptz;
    v_await_by timestamptz;
    v_at_customer boolean;
begin
    select b.* into v_hold from bookings b where b.tenant_id = p_tenant and b.hold_id = p_hold;
    if not found then return refusal('not_found', 'hold'); end if;
    select s.at_customer into v_at_customer from services s where s.tenant_id = p_tenant and s.id = v_hold.service_id;
    v_detail := details_refusal(p_name, p_email, p_phone, p_address, v_at_customer);
    if v_detail is not null then return refusal('invalid', v_detail); end if;

    perform lock_customer(p_tenant, p_email, p_phone);
    perform lock_lapsed_limits(p_tenant, v_hold);
    perform lock_resources(claimed(p_tenant, v_hold.id));

    v_now := holdfast.now();
    select b.* into v_hold from bookings b where b.tenant_id = p_tenant and b.id = v_hold.id for update;
    if not stands(p_tenant, v_hold, v_now) then return refusal('hold_expired'); end if;
    if v_hold.moving_id is not null then return refusal('invalid', 'hold_moves_a_booking'); end if;
    v_customer := find_customer(p_tenant, p_email, p_phone);
    -- Who gives an email here and a phone there meets itself at its row only. It is written below in any case.
    perform from customers c where c.tenant_id = p_tenant and c.id = v_customer for no key update;
    v_detail := customer_refusal(p_tenant, v_customer, v_hold.service_id, v_hold.start_at, v_hold.end_at, array[v_hold.id], v_now);
    if v_detail is not null then return refusal('limit_reached', v_detail); end if;

    v_say := calendars_say(p_tenant, v_hold.id);
    if v_say = 'busy' then return leave_to_calendar(p_tenant, v_hold.id, v_now); end if;
    v_await_by := await_calendar_by(p_tenant, v_say, v_hold.start_at, v_now);

    v_customer := save_customer(p_tenant, v_customer, p_name, p_email, p_phone, p_address);
    v_answer_by := least(v_await_by, answer_by(p_tenant, v_hold.service_id, v_hold.start_at, v_now));
    update bookings b set status = case v_answer_by when 'infinity' then 'confirmed' else 'pending' end,
        awaits_calendar = v_await_by < 'infinity' and not needs_answer(p_tenant, v_hold.service_id),
        expires_at = v_answer_by, confirmed_at = v_now, customer_id = v_customer, reference = new_reference(p_tenant),
        customer_name = p_name, customer_address = p_address,
        customer_phone = case when p_phone ~ '^\+[1-9][0-9]{6,14}$' then p_phone end,
        conversation = p_conversation, notes = coalesce(p_notes, ''), client = null, holder_address = null, version = 1
    where b.tenant_id = p_tenant and b.id = v_hold.id returning b.* into v_hold;
    update claims c set expires_at = v_answer_by where c.tenant_id = p_tenant and c.booking_id = v_hold.id;
    insert into audit (tenant_id, at, event, booking_id, status, expires_at)
    values (p_tenant, v_now, v_hold.status, v_hold.id, v_hold.status, v_answer_by);
    perform enqueue_lapse(p_tenant, v_hold.id, v_hold.version, v_answer_by);
    perform follow_change(p_tenant, v_hold.id, case v_hold.status when 'pending' then 'requested' else 'booked' end, true, v_now);
    return done(booking_result(p_tenant, v_hold.id));
end $$;

-- Makes a hold a booking for a customer: confirmed, or pending where the business wants to answer first.
create or replace function holdfast.confirm_hold(
    p_tenant bigint, p_hold text, p_name text, p_email text default null, p_phone text default null, p_address text default null,
    p_notes text default null, p_conversation text default null,
    p_route text default null, p_key text default null, p_body_hash bytea default null)
returns holdfast.outcome language plpgsql security definer
set search_path = holdfast, pg_temp set plan_cache_mode = force_generic_plan set jit = off as $$
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
