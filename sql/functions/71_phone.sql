-- Numbers of businesses, and how a business wants its calls and texts.

-- Whose a dialled number is, before any tenant is known; none where it is nobody's.
create or replace function holdfast.dialled(p_number text)
returns table (tenant_id bigint, slug text, number_id bigint) language plpgsql stable security definer rows 1
set search_path = holdfast, pg_temp as $$
begin
    return query select n.tenant_id, t.slug, n.id from phone_numbers n join tenants t on t.id = n.tenant_id where n.number = p_number;
end $$;

-- How the business wants its calls and texts; the defaults where it never said.
create or replace function holdfast.phone_settings_of(p_tenant bigint) returns holdfast.phone_settings
language plpgsql stable security definer set search_path = holdfast, pg_temp as $$
declare
    v_settings phone_settings;
begin
    perform guard(p_tenant);
    select * into v_settings from phone_settings s where s.tenant_id = p_tenant;
    if not found then
        v_settings := row (p_tenant, null, true, 1440, time '21:00', time '08:00', false, true, 15, 45, 2000);
    end if;
    return v_settings;
end $$;

-- Keeps them; the tenant is the transaction's own.
create or replace function holdfast.keep_phone_settings(
    p_owner_phone text, p_texts boolean, p_reminder_minutes integer, p_quiet_from time, p_quiet_until time, p_record_calls boolean,
    p_keep_hold boolean, p_call_minutes integer, p_caller_minutes_a_day integer, p_minutes_a_month integer)
returns boolean language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
begin
    insert into phone_settings values (own_tenant(), p_owner_phone, p_texts, p_reminder_minutes, p_quiet_from, p_quiet_until,
        p_record_calls, p_keep_hold, p_call_minutes, p_caller_minutes_a_day, p_minutes_a_month)
    on conflict (tenant_id) do update set owner_phone = excluded.owner_phone, texts = excluded.texts,
        reminder_minutes = excluded.reminder_minutes, quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until,
        record_calls = excluded.record_calls, keep_hold_on_hangup = excluded.keep_hold_on_hangup,
        call_minutes = excluded.call_minutes, caller_minutes_a_day = excluded.caller_minutes_a_day,
        minutes_a_month = excluded.minutes_a_month;
    return true;
end $$;
