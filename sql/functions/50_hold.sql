-- Holding: the lock, the judgement, the write.

create or replace function holdfast.hold_length() returns interval language sql immutable return interval '5 minutes';
-- However often it is renewed, a hold ends this long after it was made.
create or replace function holdfast.hold_cap() returns interval language sql immutable return interval '15 minutes';

-- Which cap keeps a client (three) or an address (thirty) from one more hold, or none.
create or replace function holdfast.hold_refusal(p_tenant bigint, p_client text, p_address text, p_now timestamptz) returns text
language plpgsql stable as $$
begin
    if not limits_apply() then return null; end if;
    if (select count(*) from bookings b where b.tenant_id = p_tenant and b.status = 'held'
            and b.client = p_client and b.expires_at > p_now) >= 3 then
        return 'holds_of_client';
    end if;
    if (select count(*) from bookings b where b.tenant_id = p_tenant and b.status = 'held'
            and b.holder_address = p_address and b.expires_at > p_now) >= 30 then
        return 'holds_of_address';
    end if;
    return null;
end $$;

-- Why a booking can't be changed any more: it is not open, or its notice has passed.
create or replace function holdfast.change_refusal(p_tenant bigint, p_booking bigint, p_proof_kind text, p_now timestamptz) returns text
language plpgsql stable as $$
begin
    return (select case
            when b.status not in ('pending', 'confirmed') or b.expires_at <= p_now then 'not_open'
            when p_proof_kind <> 'owner' and p_now > b.start_at - make_interval(mins => s.cancellation_notice_minutes) then 'notice'
        end
        from bookings b join services s on s.tenant_id = b.tenant_id and s.id = b.service_id
        where b.tenant_id = p_tenant and b.id = p_booking);
end $$;

-- Writes what was judged free. The caller holds the locks and says which session and how long.
create or replace function holdfast.write_hold(
    p_tenant bigint, p_service bigint, p_pick record, p_span tstzrange, p_session bigint, p_moving bigint,
    p_client text, p_address text, p_zone text, p_minutes integer, p_now timestamptz)
returns jsonb language plpgsql as $$
declare
    v_id bigint := nextval('holdfast.bookings_id_seq');
    v_hold text := encode(public.gen_random_bytes(16), 'hex');
    v_resources bigint[] := p_pick.resource_id || p_pick.partners;
    v_expires timestamptz := p_now + hold_length();
begin
    perform expire(p_tenant, (select array_agg(distinct c.booking_id) from claims c where c.tenant_id = p_tenant
        and c.resource_id = any (v_resources) and c.span && p_span and c.expires_at <= p_now), p_now);
    insert into bookings (tenant_id, id, service_id, resource_id, session_id, moving_id, start_at, end_at, expires_at, created_at,
        local_start, duration_minutes, claim_count, status, zone, hold_id, client, holder_address)
    overriding system value
    values (p_tenant, v_id, p_service, p_pick.resource_id, coalesce(p_session, v_id), p_moving, p_pick.start_at, p_pick.end_at,
        v_expires, p_now, p_pick.start_at at time zone p_zone, p_minutes, cardinality(v_resources), 'held', p_zone, v_hold,
        p_client, p_address);
    insert into claims (tenant_id, resource_id, session_id, booking_id, span, expires_at, seat)
    select p_tenant, r.id, coalesce(p_session, v_id), v_id, p_span, v_expires,
        1 + coalesce((select max(c.seat) from claims c
            where c.tenant_id = p_tenant and c.session_id = p_session and c.resource_id = r.id), 0)
    from unnest(v_resources) r (id);
    insert into audit (tenant_id, at, event, booking_id, status, expires_at, made, facts)
    values (p_tenant, p_now, 'held', v_id, 'held', v_expires, claims_of(p_tenant, v_id),
        jsonb_build_object('service', p_service, 'resource', p_pick.resource_id, 'start', p_pick.start_at, 'moving', p_moving));
    return jsonb_build_object('hold', v_hold, 'booking', v_id, 'service', p_service, 'resource', p_pick.resource_id,
        'start', p_pick.start_at, 'end', p_pick.end_at, 'expires', v_expires);
end $$;

-- The session that a hold joins, or null for one of its own: a group's, or that of the booking which it moves.
-- A group booking that moves onto its own time stays in its session until the move is made.
create or replace function holdfast.session_for(
    p_tenant bigint, p_service bigint, p_group boolean, p_pick record, p_span tstzrange, p_moving bigint)
returns bigint language plpgsql stable as $$
declare
    v_moved bigint := (select b.session_id from bookings b where b.tenant_id = p_tenant and b.id = p_moving);
begin
    if not p_group then return v_moved; end if;
    if p_pick.session_id is not null then return p_pick.session_id; end if;
    if exists (select from claims c where c.tenant_id = p_tenant and c.booking_id = p_moving
            and c.resource_id = any (p_pick.resource_id || p_pick.partners) and c.span && p_span) then
        return v_moved;
    end if;
    return group_session(p_service, p_pick.resource_id, p_pick.start_at);
end $$;

-- The limits of a local day that count over several people, whose locks would not meet: whoever counts takes these.
create or replace function holdfast.limit_names(p_tenant bigint, p_service bigint, p_start timestamptz, p_zone text) returns text[]
language plpgsql stable as $$
begin
    return coalesce((select array_agg('limit:' || l.id || ':' || (p_start at time zone p_zone)::date) from daily_limits l
        where l.tenant_id = p_tenant and l.scope = 'service' and (l.service_id is null or l.service_id = p_service)), '{}');
end $$;

-- Looks without a lock whether a start is plainly refused, and what could be had instead: most refusals are of starts on
-- the grid, which are judged together with their neighbours. For a group that isn't refused, whoever else is needed.
create or replace function holdfast.look(
    p_tenant bigint, p_service bigint, q record, p_start timestamptz, p_moving bigint, p_now timestamptz,
    out refused holdfast.outcome, out partners bigint[])
language plpgsql stable as $$
declare
    v_reason text;
    v_near record;
    v_pick record;
begin
    if not q.group_session then
        v_near := nearest(p_tenant, p_service, q, p_start, p_moving, 5, p_now);
        v_reason := v_near.reason;
    end if;
    if v_reason is null then
        select * into v_pick from offers(p_tenant, p_service, q, array[p_start], null, null, p_moving, p_now) o where o.turn = 1;
        partners := v_pick.partners;
        v_reason := v_pick.reason;
        if v_reason is null then return; end if;
        if q.group_session then v_near := nearest(p_tenant, p_service, q, p_start, p_moving, 5, p_now); end if;
    end if;
    if v_reason = 'limit_reached' then refused := refusal(v_reason); return; end if;
    refused := refusal_with(v_reason, jsonb_build_object('alternatives', coalesce((select jsonb_agg(to_jsonb(s))
        from shown(p_tenant, q.zone, v_near.starts, v_near.ends, v_near.people, v_near.seats) s), '[]')));
end $$;

-- hold_slot between its receipt's opening and closing.
create or replace function holdfast.hold_judged(
    p_tenant bigint, p_service bigint, p_start timestamptz, p_duration integer, p_resource bigint, p_moving bigint,
    p_proof_kind text, p_client text, p_address text)
returns holdfast.outcome language plpgsql as $$
declare
    q record := question(p_tenant, p_service, p_duration, p_resource, p_moving);
    v_pick record;
    v_look record;
    v_partners bigint[] := '{}';
    v_span tstzrange;
    v_now timestamptz;
    v_refusal text;
    v_constraint text;
    v_made jsonb;
begin
    if q.reason is not null then return refusal(q.reason, q.detail); end if;
    if q.people = '{}' then return refusal('outside_hours', 'nobody'); end if;
    v_span := tstzrange(p_start - q.before, p_start + make_interval(mins => q.minutes) + q.after);

    -- A look without a lock: where nobody is plainly free, a whole judgement refuses at once.
    v_now := holdfast.now();
    if q.group_session or not exists (select from unnest(q.people) r (id) where busy(p_tenant, r.id, v_span, p_moving, v_now) = '{}') then
        v_look := look(p_tenant, p_service, q, p_start, p_moving, v_now);
        if (v_look.refused).reason is not null then return v_look.refused; end if;
        v_partners := coalesce(v_look.partners, '{}');
    end if;

    perform lock_names(p_tenant, variadic limit_names(p_tenant, p_service, p_start, q.zone)
        || case when limits_apply() then array['client:' || p_client, 'address:' || p_address] end);
    perform lock_resources(q.people || q.others || v_partners || case when p_moving is not null then claimed(p_tenant, p_moving) end);

    -- The judgement: a later statement, which sees what was committed while the locks were waited for.
    v_now := holdfast.now();
    -- A class may have been lowered meanwhile.
    if q.group_session then q := question(p_tenant, p_service, p_duration, p_resource, p_moving); end if;
    v_refusal := hold_refusal(p_tenant, p_client, p_address, v_now);
    if v_refusal is not null then return refusal('limit_reached', v_refusal); end if;
    if p_moving is not null then
        v_refusal := change_refusal(p_tenant, p_moving, p_proof_kind, v_now);
        if v_refusal is not null then return refusal('too_late_to_change', v_refusal); end if;
    end if;
    select * into v_pick from offers(p_tenant, p_service, q, array[p_start], null, null, p_moving, v_now) o where o.turn = 1;
    if v_pick.reason is not null then return refusal(v_pick.reason); end if;
    if v_pick.resource_id is null then return refusal('outside_hours', 'nobody'); end if;
    begin
        v_made := write_hold(p_tenant, p_service, v_pick, v_span,
            case when q.group_session or p_moving is not null then
                session_for(p_tenant, p_service, q.group_session, v_pick, v_span, p_moving) end, p_moving,
            p_client, p_address, q.zone, q.minutes, v_now);
        -- Who moves a booking for the business knows its calendar.
        if p_proof_kind is distinct from 'owner' then perform ask_calendars(p_tenant, (v_made->>'booking')::bigint); end if;
        return done(v_made);
    exception when exclusion_violation or unique_violation then
        get stacked diagnostics v_constraint = constraint_name;
        raise log 'holdfast alarm: constraint % was met under locks while holding', v_constraint;
        return refusal('slot_taken', 'alarm');
    end;
end $$;

-- Keeps a start for a client for five minutes.
create or replace function holdfast.hold_slot(
    p_tenant bigint, p_service bigint, p_start timestamptz, p_duration integer default null, p_resource bigint default null,
    p_moving_reference text default null, p_proof_kind text default null, p_proof text default null,
    p_client text default null, p_address text default null,
    p_route text default null, p_key text default null, p_body_hash bytea default null)
returns holdfast.outcome language plpgsql security definer
set search_path = holdfast, pg_temp set plan_cache_mode = force_generic_plan set jit = off as $$
declare
    v_receipt record;
    v_moving bigint;
begin
    perform guard_write(p_tenant);
    v_receipt := receipt_open(p_tenant, p_route, p_key, p_body_hash);
    if v_receipt.stored then return v_receipt.answer; end if;
    if p_moving_reference is not null then
        v_moving := find_booking(p_tenant, p_moving_reference, p_proof_kind, p_proof);
        if v_moving is null then return refusal('not_found', 'booking'); end if;
    end if;
    return receipt_close(p_tenant, p_route, p_key, p_body_hash,
        hold_judged(p_tenant, p_service, p_start, p_duration, p_resource, v_moving, p_proof_kind, p_client, p_address));
end $$;

-- Leaves a hold. One that has ended already is left as it is.
create or replace function holdfast.release_hold(
    p_tenant bigint, p_hold text, p_route text default null, p_key text default null, p_body_hash bytea default null)
returns holdfast.outcome language plpgsql security definer
set search_path = holdfast, pg_temp set plan_cache_mode = force_generic_plan set jit = off as $$
declare
    v_receipt record;
    v_hold record;
begin
    perform guard_write(p_tenant);
    v_receipt := receipt_open(p_tenant, p_route, p_key, p_body_hash);
    if v_receipt.stored then return v_receipt.answer; end if;
    select b.id into v_hold from bookings b where b.tenant_id = p_tenant and b.hold_id = p_hold;
    if not found then return refusal('not_found', 'hold'); end if;
    perform lock_resources(claimed(p_tenant, v_hold.id));
    select b.id, b.status into v_hold from bookings b where b.tenant_id = p_tenant and b.id = v_hold.id for update;
    if v_hold.status not in ('held', 'expired', 'released', 'moved') then return refusal('not_found', 'hold'); end if;
    if v_hold.status = 'held' then perform close_booking(p_tenant, v_hold.id, 'released', null, holdfast.now()); end if;
    return receipt_close(p_tenant, p_route, p_key, p_body_hash, done(jsonb_build_object('booking', v_hold.id)));
end $$;

-- Five more minutes, up to the cap. One that ran out and that nobody has touched lives again.
create or replace function holdfast.renew_hold(p_tenant bigint, p_hold text) returns holdfast.outcome
language plpgsql security definer
set search_path = holdfast, pg_temp set plan_cache_mode = force_generic_plan set jit = off as $$
declare
    v_hold holdfast.bookings;
    v_now timestamptz;
    v_expires timestamptz;
begin
    perform guard_write(p_tenant);
    select b.* into v_hold from bookings b where b.tenant_id = p_tenant and b.hold_id = p_hold;
    if not found then return refusal('not_found', 'hold'); end if;
    perform lock_lapsed_limits(p_tenant, v_hold);
    perform lock_resources(claimed(p_tenant, v_hold.id));
    v_now := holdfast.now();
    select b.* into v_hold from bookings b where b.tenant_id = p_tenant and b.id = v_hold.id for update;
    if v_hold.status in ('confirmed', 'pending', 'moved') then return refusal('hold_expired', 'booked'); end if;
    -- One that ran out counts in no limit any more, and must find room in all of them again.
    if v_hold.expires_at <= v_now and (not stands(p_tenant, v_hold, v_now)
            or hold_refusal(p_tenant, v_hold.client, v_hold.holder_address, v_now) is not null) then
        return refusal('hold_expired');
    end if;
    v_expires := greatest(v_hold.expires_at, least(v_now + hold_length(), v_hold.created_at + hold_cap()));
    if v_hold.status <> 'held' or v_expires <= v_now or v_hold.start_at <= v_now and v_hold.expires_at <= v_now then
        return refusal('hold_expired');
    end if;
    update bookings b set expires_at = v_expires where b.tenant_id = p_tenant and b.id = v_hold.id;
    update claims c set expires_at = v_expires where c.tenant_id = p_tenant and c.booking_id = v_hold.id;
    insert into audit (tenant_id, at, event, booking_id, status, expires_at)
    values (p_tenant, v_now, 'renewed', v_hold.id, 'held', v_expires);
    return done(jsonb_build_object('hold', p_hold, 'booking', v_hold.id, 'service', v_hold.service_id,
        'resource', v_hold.resource_id, 'start', v_hold.start_at, 'end', v_hold.end_at, 'expires', v_expires));
end $$;
