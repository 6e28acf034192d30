-- Blocks: when a resource is away. Whoever writes one takes the same lock as whoever books.

create or replace function holdfast.block_resource(
    p_tenant bigint, p_resource bigint, p_from timestamptz, p_to timestamptz, p_reason text default '',
    p_route text default null, p_key text default null, p_body_hash bytea default null)
returns holdfast.outcome language plpgsql security definer
set search_path = holdfast, pg_temp set plan_cache_mode = force_generic_plan set jit = off as $$
declare
    v_receipt record;
    v_now timestamptz;
    v_id bigint;
begin
    perform guard_write(p_tenant);
    v_receipt := receipt_open(p_tenant, p_route, p_key, p_body_hash);
    if v_receipt.stored then return v_receipt.answer; end if;
    if p_from is null or p_to is null or not isfinite(p_from) or not isfinite(p_to) or p_from >= p_to then
        return refusal('invalid', 'span');
    end if;
    if not exists (select from resources r where r.tenant_id = p_tenant and r.id = p_resource) then
        return refusal('not_found', 'resource');
    end if;
    perform lock_resources(array[p_resource]);
    v_now := holdfast.now();
    -- A hold that has run out gives way, as it does to another hold: it can't be confirmed into blocked time.
    perform expire(p_tenant, (select array_agg(distinct c.booking_id) from claims c where c.tenant_id = p_tenant
        and c.resource_id = p_resource and c.span && tstzrange(p_from, p_to) and c.expires_at <= v_now), v_now);
    insert into blocks (tenant_id, resource_id, span, reason, created_at)
    values (p_tenant, p_resource, tstzrange(p_from, p_to), coalesce(p_reason, ''), v_now) returning id into v_id;
    insert into audit (tenant_id, at, event, block_id, facts) values (p_tenant, v_now, 'blocked', v_id,
        jsonb_build_object('resource', p_resource, 'from', p_from, 'to', p_to));
    return receipt_close(p_tenant, p_route, p_key, p_body_hash,
        done(jsonb_build_object('block', v_id, 'resource', p_resource, 'from', p_from, 'to', p_to)));
end $$;

create or replace function holdfast.unblock_resource(
    p_tenant bigint, p_block bigint, p_route text default null, p_key text default null, p_body_hash bytea default null)
returns holdfast.outcome language plpgsql security definer
set search_path = holdfast, pg_temp set plan_cache_mode = force_generic_plan set jit = off as $$
declare
    v_receipt record;
    v_block holdfast.blocks;
begin
    perform guard_write(p_tenant);
    v_receipt := receipt_open(p_tenant, p_route, p_key, p_body_hash);
    if v_receipt.stored then return v_receipt.answer; end if;
    perform lock_resources(array_agg(b.resource_id)) from blocks b where b.tenant_id = p_tenant and b.id = p_block;
    -- What a calendar says is taken away there, not here.
    delete from blocks b where b.tenant_id = p_tenant and b.id = p_block and b.source = 'owner' returning b.* into v_block;
    if v_block.id is null then return refusal('not_found', 'block'); end if;
    insert into audit (tenant_id, at, event, block_id, facts)
    values (p_tenant, holdfast.now(), 'unblocked', p_block, jsonb_build_object('resource', v_block.resource_id));
    return receipt_close(p_tenant, p_route, p_key, p_body_hash, done(jsonb_build_object('block', p_block)));
end $$;

-- Blocks that touch a span of time.
create or replace function holdfast.blocks_between(p_tenant bigint, p_from timestamptz, p_to timestamptz)
returns table (id bigint, resource_id bigint, resource_name text, from_at timestamptz, from_offset integer, from_abbreviation text,
    to_at timestamptz, to_offset integer, to_abbreviation text, reason text, source text)
language plpgsql stable security definer
set search_path = holdfast, pg_temp set plan_cache_mode = force_generic_plan set jit = off set timezone = 'UTC' as $$
#variable_conflict use_column
begin
    perform guard(p_tenant);
    perform set_config('TimeZone', (select t.zone from tenants t where t.id = p_tenant), true);
    return query
    select b.id, r.id, r.name, lower(b.span), extract(timezone from lower(b.span))::integer, to_char(lower(b.span), 'TZ'),
        upper(b.span), extract(timezone from upper(b.span))::integer, to_char(upper(b.span), 'TZ'), b.reason, b.source
    from resources r join blocks b on b.tenant_id = r.tenant_id and b.resource_id = r.id
    where r.tenant_id = p_tenant and b.span && tstzrange(p_from, p_to)
    order by lower(b.span), b.id;
end $$;
