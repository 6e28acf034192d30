-- What every function of the diary stands on: the tenant it may touch, the locks it takes, the receipt it leaves.

-- A write's answer: why not, or what was done. A refusal may bring what could be had instead; no receipt keeps that.
create or replace function holdfast.refusal(p_reason text, p_detail text default null) returns holdfast.outcome
language sql immutable return row(p_reason, p_detail, null)::holdfast.outcome;
create or replace function holdfast.done(p_result jsonb) returns holdfast.outcome
language sql immutable return row(null, null, p_result)::holdfast.outcome;

create or replace function holdfast.refusal_with(p_reason text, p_result jsonb) returns holdfast.outcome
language sql immutable return row(p_reason, null, p_result)::holdfast.outcome;

-- All that is known of a business by the name in its addresses, as one number; null for none.
create or replace function holdfast.tenant_stamp(p_slug text) returns bigint
language plpgsql stable security definer set search_path = holdfast, pg_temp as $$
begin
    return (select hash_record_extended(t, 0) from tenants t where t.slug = p_slug);
end $$;

-- Names the tenant of this transaction by what a worker remembers of it. Where that is true no longer, nothing of the
-- transaction happens, and the worker looks again.
create or replace function holdfast.enter_tenant(p_tenant bigint, p_slug text, p_stamp bigint) returns void
language plpgsql security definer set search_path = holdfast, pg_temp as $$
begin
    if not exists (select from tenants t where t.slug = p_slug and t.id = p_tenant and hash_record_extended(t, 0) = p_stamp) then
        raise sqlstate 'HF002' using message = 'what was remembered of this tenant has changed';
    end if;
    perform set_config('holdfast.tenant', p_tenant::text, true);
end $$;

-- Refuses a tenant that differs from the one that the transaction has set.
create or replace function holdfast.guard(p_tenant bigint) returns void
language plpgsql stable as $$
begin
    if p_tenant is distinct from nullif(current_setting('holdfast.tenant', true), '')::bigint then
        raise insufficient_privilege using message = 'the diary was asked for another tenant than holdfast.tenant';
    end if;
end $$;

-- Before a write: the tenant, and the isolation level, since each statement must see what was committed while an
-- earlier one waited.
create or replace function holdfast.guard_write(p_tenant bigint) returns void
language plpgsql as $$
begin
    perform guard(p_tenant);
    if current_setting('transaction_isolation') <> 'read committed' then
        raise invalid_transaction_state using message = 'the diary is written under READ COMMITTED only';
    end if;
end $$;

create or replace function holdfast.limits_apply() returns boolean
language sql stable
return coalesce(current_setting('holdfast.limits', true), '') <> 'off';

-- Resources are locked ascending, all in one statement, before anything is decided about them.
create or replace function holdfast.lock_resources(p_resources bigint[]) returns void
language plpgsql as $$
begin
    perform pg_advisory_xact_lock(hashint8extended(r.id, 7001))
    from (select distinct u.id from unnest(p_resources) u (id) order by u.id) r;
end $$;

-- Names whose limits count (a client, an address, a customer's email or phone), after the receipt, before resources.
create or replace function holdfast.lock_names(p_tenant bigint, variadic p_names text[]) returns void
language plpgsql as $$
begin
    perform pg_advisory_xact_lock(n.key) from (
        select distinct hashtextextended(p_tenant || ':' || u.name, 7002) as key
        from unnest(p_names) u (name) where u.name is not null order by 1) n;
end $$;

-- The stored answer of a key, if there is one; otherwise the key is ours until the transaction ends.
-- A running twin is waited for up to five seconds of machine time.
create or replace function holdfast.receipt_open(
    p_tenant bigint, p_route text, p_key text, p_body_hash bytea,
    out stored boolean, out answer holdfast.outcome)
language plpgsql as $$
declare
    v_key bigint := hashtextextended(p_tenant || ':' || p_route || ':' || p_key, 7003);
    v_until timestamptz := clock_timestamp() + interval '5 seconds';
    v_receipt holdfast.receipts;
begin
    stored := p_key is not null;
    if not stored then return; end if;
    while not pg_try_advisory_xact_lock(v_key) loop
        if clock_timestamp() >= v_until then answer := refusal('idempotency_conflict', 'running'); return; end if;
        perform pg_sleep(0.02);
    end loop;
    select * into v_receipt from receipts r where r.tenant_id = p_tenant and r.route = p_route and r.key = p_key;
    if v_receipt.key is null then
        stored := false;
    elsif v_receipt.created_at < now() - interval '24 hours' then
        delete from receipts r where r.tenant_id = p_tenant and r.route = p_route and r.key = p_key;
        stored := false;
    elsif v_receipt.body_hash <> p_body_hash then
        answer := refusal('idempotency_conflict', 'other_body');
    else
        answer := row(v_receipt.reason, v_receipt.detail, v_receipt.result)::outcome;
    end if;
end $$;

-- Keeps what was done and every 409; a refusal that corrected input could overcome is not kept.
create or replace function holdfast.receipt_close(
    p_tenant bigint, p_route text, p_key text, p_body_hash bytea, p_answer holdfast.outcome)
returns holdfast.outcome
language plpgsql as $$
begin
    if p_key is not null and coalesce((p_answer).reason, 'slot_taken') in ('slot_taken', 'full', 'hold_expired') then
        insert into receipts (tenant_id, route, key, body_hash, reason, detail, result)
        values (p_tenant, p_route, p_key, p_body_hash, (p_answer).reason, (p_answer).detail,
            case when (p_answer).reason is null then (p_answer).result end);
    end if;
    return p_answer;
end $$;

-- Forgets receipts older than a day of machine time; for the jobs.
create or replace function holdfast.forget_receipts(p_tenant bigint) returns bigint
language plpgsql security definer set search_path = holdfast, pg_temp as $$
declare
    v_gone bigint;
begin
    perform guard(p_tenant);
    delete from receipts r where r.tenant_id = p_tenant and r.created_at < now() - interval '24 hours';
    get diagnostics v_gone = row_count;
    return v_gone;
end $$;

-- A phone number without what people put between its digits.
create or replace function holdfast.phone_digits(p_phone text) returns text
language sql immutable
return nullif(regexp_replace(p_phone, '[^0-9]', '', 'g'), '');

-- The session of a group service that one person leads from one start: the same for whoever asks. Negative, so that
-- it never meets a session that is named after its booking.
create or replace function holdfast.group_session(p_service bigint, p_person bigint, p_start timestamptz) returns bigint
language sql immutable
return -1 - (('x' || substr(md5(p_service || ':' || p_person || ':' || extract(epoch from p_start)), 1, 15))::bit(60)::bigint);

-- The resources that bookings have claims on.
create or replace function holdfast.claimed(p_tenant bigint, variadic p_bookings bigint[]) returns bigint[]
language plpgsql stable as $$
begin
    return coalesce((select array_agg(distinct c.resource_id) from claims c
        where c.tenant_id = p_tenant and c.booking_id = any (p_bookings)), '{}');
end $$;

-- A booking's claims as the audit log writes them.
create or replace function holdfast.claims_of(p_tenant bigint, p_booking bigint) returns jsonb
language plpgsql stable as $$
begin
    return coalesce((select jsonb_agg(jsonb_build_object('resource', c.resource_id, 'session', c.session_id, 'seat', c.seat,
            'from', lower(c.span), 'to', upper(c.span)) order by c.resource_id)
        from claims c where c.tenant_id = p_tenant and c.booking_id = p_booking), '[]');
end $$;

-- Gives a booking's time back and ends it with a status. The caller holds its resources' locks.
create or replace function holdfast.close_booking(
    p_tenant bigint, p_booking bigint, p_status text, p_reason text, p_now timestamptz)
returns void language plpgsql as $$
declare
    v_removed jsonb := claims_of(p_tenant, p_booking);
begin
    delete from claims c where c.tenant_id = p_tenant and c.booking_id = p_booking;
    update bookings b set status = p_status, expires_at = 'infinity', client = null, holder_address = null,
        reason = coalesce(p_reason, b.reason), version = b.version + 1
    where b.tenant_id = p_tenant and b.id = p_booking;
    insert into audit (tenant_id, at, event, booking_id, status, expires_at, removed)
    values (p_tenant, p_now, p_status, p_booking, p_status, 'infinity', v_removed);
end $$;

-- Ends those of these bookings that have run out: a hold expires, a request lapses. Rows are taken ascending, so that
-- two who meet the same ones from different resources don't wait for each other in a circle.
create or replace function holdfast.expire(p_tenant bigint, p_bookings bigint[], p_now timestamptz) returns integer
language plpgsql as $$
declare
    v_dead record;
    v_count integer := 0;
begin
    if coalesce(p_bookings, '{}') = '{}' then return 0; end if;
    for v_dead in
        select b.id, b.status from bookings b
        where b.tenant_id = p_tenant and b.id = any (p_bookings)
            and b.status in ('held', 'pending') and b.expires_at <= p_now
        order by b.id for update
    loop
        perform close_booking(p_tenant, v_dead.id, case v_dead.status when 'held' then 'expired' else 'lapsed' end, null, p_now);
        if v_dead.status = 'pending' then perform follow_change(p_tenant, v_dead.id, 'lapsed', false, p_now); end if;
        v_count := v_count + 1;
    end loop;
    return v_count;
end $$;

-- The booking that somebody may see or change: by its reference with proof. Null for unknown and for not theirs.
create or replace function holdfast.find_booking(p_tenant bigint, p_reference text, p_proof_kind text, p_proof text)
returns bigint language plpgsql stable security definer set search_path = holdfast, pg_temp as $$
begin
    perform guard(p_tenant);
    return (select b.id from bookings b join customers c on c.tenant_id = b.tenant_id and c.id = b.customer_id
        where b.tenant_id = p_tenant and b.reference = p_reference and case p_proof_kind
            when 'contact' then coalesce(lower(c.email) = lower(trim(p_proof)), false)
                or coalesce(phone_digits(c.phone) = phone_digits(p_proof), false)
            when 'link' then b.id::text = p_proof
            when 'conversation' then coalesce(b.conversation = p_proof, false)
            when 'caller' then is_callers(b, p_proof)
            when 'owner' then true
            else false end);
end $$;

-- A booking as receipts and answers carry it: ids, codes and times, nothing about a person.
create or replace function holdfast.booking_result(p_tenant bigint, p_booking bigint) returns jsonb
language plpgsql stable as $$
begin
    return (select jsonb_build_object('booking', b.id, 'reference', b.reference, 'status', b.status,
            'version', b.version, 'service', b.service_id, 'resource', b.resource_id, 'start', b.start_at, 'end', b.end_at)
        from bookings b where b.tenant_id = p_tenant and b.id = p_booking);
end $$;
