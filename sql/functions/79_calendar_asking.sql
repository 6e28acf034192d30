-- The question that goes out with each hold: whether its time is free in the calendars of those whom it claims. Jobs ask, nobody waits.

-- Has the calendars of a hold's resources asked, in the transaction that makes it.
create or replace function holdfast.ask_calendars(p_tenant bigint, p_booking bigint) returns void
language plpgsql as $$
begin
    insert into busy_questions (tenant_id, booking_id, calendar_id)
    select distinct p_tenant, p_booking, u.calendar_id from claims c
    join calendar_uses u on u.tenant_id = c.tenant_id and u.resource_id = c.resource_id
    where c.tenant_id = p_tenant and c.booking_id = p_booking;
    if found then perform enqueue_job(p_tenant, 'ask_calendars', jsonb_build_object('booking', p_booking)); end if;
end $$;

-- A booking that takes over a hold's time takes over what was asked about it. What nobody has answered yet is asked for it.
create or replace function holdfast.hand_over_questions(p_tenant bigint, p_booking bigint, p_hold bigint) returns void
language plpgsql as $$
begin
    delete from busy_questions q where q.tenant_id = p_tenant and q.booking_id = p_booking;
    update busy_questions q set booking_id = p_booking where q.tenant_id = p_tenant and q.booking_id = p_hold;
    if exists (select from busy_questions q where q.tenant_id = p_tenant and q.booking_id = p_booking and coalesce(q.answer, 'unknown') = 'unknown') then
        perform enqueue_job(p_tenant, 'ask_calendars', jsonb_build_object('booking', p_booking));
    end if;
end $$;

-- What is still to be asked for a hold or for a booking that waits, of accounts that work. Forgets questions that are of no use any more.
create or replace function holdfast.open_questions(p_tenant bigint, p_booking bigint)
returns table (calendar_id bigint, account_id bigint, remote_id text, from_at timestamptz, until_at timestamptz)
language plpgsql volatile security definer rows 3 set search_path = holdfast, pg_temp as $$
#variable_conflict use_column
begin
    perform guard_write(p_tenant);
    delete from busy_questions q using bookings b
    where q.tenant_id = p_tenant and q.asked_at < clock_timestamp() - interval '1 hour'
        and b.tenant_id = q.tenant_id and b.id = q.booking_id and b.status not in ('held', 'pending');
    return query select q.calendar_id, k.account_id, k.remote_id, min(lower(c.span)), max(upper(c.span)) from busy_questions q
    join bookings b on b.tenant_id = q.tenant_id and b.id = q.booking_id
    join claims c on c.tenant_id = q.tenant_id and c.booking_id = q.booking_id
    join calendars k on k.tenant_id = q.tenant_id and k.id = q.calendar_id
    join calendar_accounts a on a.tenant_id = k.tenant_id and a.id = k.account_id and a.state = 'ok'
    where q.tenant_id = p_tenant and q.booking_id = p_booking and coalesce(q.answer, 'unknown') = 'unknown'
        and (b.status = 'held' and b.expires_at > holdfast.now() or b.status = 'pending' and b.awaits_calendar)
    group by 1, 2, 3 order by 2, 1;
end $$;

-- Of the events that stand in a calendar, those that are no event of ours and that take time, as the business counts.
create or replace function holdfast.events_that_block(p_tenant bigint, p_calendar bigint, p_ids text[], p_tentative boolean[])
returns setof text language plpgsql stable security definer rows 5 set search_path = holdfast, pg_temp as $$
begin
    perform guard(p_tenant);
    return query select e.id from unnest(p_ids, p_tentative) e (id, is_tentative)
    where ((calendar_settings_of(p_tenant)).tentative_blocks or not e.is_tentative)
        and not exists (select from calendar_entries o
            where o.tenant_id = p_tenant and o.calendar_id = p_calendar and o.event_id = e.id);
end $$;

-- Keeps a calendar's answer. One that has something there is read, so that nobody is offered that time.
create or replace function holdfast.answer_question(p_tenant bigint, p_booking bigint, p_calendar bigint, p_answer text) returns boolean
language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
begin
    perform guard_write(p_tenant);
    update busy_questions q set answer = p_answer
    where q.tenant_id = p_tenant and q.booking_id = p_booking and q.calendar_id = p_calendar;
    if not found then return false; end if;
    if p_answer = 'busy' then perform read_soon(p_tenant, p_calendar); end if;
    return true;
end $$;
