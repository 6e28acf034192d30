-- Channels: the provider tells that something changed in a calendar, and the calendar is read. A message may get lost and a channel may
-- come to nothing: then the calendar is read a little later, as ever.

-- Whether the provider tells of a calendar's changes: a message came through a channel that hasn't ended.
create or replace function holdfast.is_watched(p_tenant bigint, p_calendar bigint) returns boolean
language plpgsql stable as $$
begin
    return exists (select from calendar_channels h where h.tenant_id = p_tenant and h.calendar_id = p_calendar
        and h.state = 'open' and h.is_heard and h.expires_at > holdfast.now());
end $$;

-- What a calendar's channels call for: `open` where it serves somebody and no channel lasts, `stop` where one isn't needed; null where
-- all is well, or nothing can be done.
create or replace function holdfast.calendar_watch_step(p_tenant bigint, p_calendar bigint) returns text
language plpgsql stable as $$
declare
    v_is_used boolean := exists (select from calendar_uses u where u.tenant_id = p_tenant and u.calendar_id = p_calendar);
begin
    return (select case
            when v_is_used and c.unwatched_until <= clock_timestamp() and not exists (select from calendar_channels h
                where h.tenant_id = p_tenant and h.calendar_id = p_calendar and h.state = 'open' and h.renew_at > holdfast.now()) then 'open'
            when exists (select from calendar_channels h where h.tenant_id = p_tenant and h.calendar_id = p_calendar
                and (h.state = 'over' or not v_is_used)) then 'stop' end
        from calendars c join calendar_accounts a on a.tenant_id = c.tenant_id and a.id = c.account_id
        where c.tenant_id = p_tenant and c.id = p_calendar and a.state = 'ok');
end $$;

-- Has a calendar's channels made right soon, where they aren't. Who is at it already may have looked before this. Called for every tenant by
-- the house itself.
create or replace function holdfast.watch_soon(p_tenant bigint, p_calendar bigint) returns integer
language plpgsql as $$
begin
    if calendar_watch_step(p_tenant, p_calendar) is null or exists (select from jobs j where j.tenant_id = p_tenant
            and j.order_key = 'watch:' || p_calendar and j.state in ('waiting', 'resting')) then
        return 0;
    end if;
    insert into jobs (tenant_id, kind, payload, run_at, order_key)
    values (p_tenant, 'watch_calendar', jsonb_build_object('calendar', p_calendar), holdfast.now(), 'watch:' || p_calendar);
    return 1;
end $$;

-- Has a tenant's channels renewed before they end, and ended where nobody needs them.
create or replace function holdfast.watch_due_calendars(p_tenant bigint) returns integer
language plpgsql as $$
begin
    return coalesce((select sum(watch_soon(p_tenant, c.id)) from calendars c where c.tenant_id = p_tenant), 0);
end $$;

-- Has all calendars of an account watched anew, whose owner connected it again: nobody knows what became of the channels of before. They
-- are heard until others stand.
create or replace function holdfast.watch_anew(p_tenant bigint, p_account bigint) returns void
language plpgsql as $$
begin
    update calendar_channels h set renew_at = '-infinity' from calendars c
    where h.tenant_id = p_tenant and h.state = 'open' and c.tenant_id = p_tenant and c.id = h.calendar_id and c.account_id = p_account;
    update calendars c set unwatched_until = '-infinity' where c.tenant_id = p_tenant and c.account_id = p_account;
    perform watch_soon(p_tenant, c.id) from calendars c where c.tenant_id = p_tenant and c.account_id = p_account order by c.id;
end $$;

-- What is to be done next about a calendar's channels: `open` that one, whose row stands from now on, or `stop` that one; no row where all
-- is well. A new one is open before the old one is stopped. One that never was known to the provider by what it watches is forgotten.
create or replace function holdfast.begin_calendar_watch(p_tenant bigint, p_calendar bigint)
returns table (step text, account_id bigint, remote_id text, channel_id text, resource_id text)
language plpgsql volatile security definer rows 1 set search_path = holdfast, pg_temp as $$
#variable_conflict use_column
declare
    v_step text;
    v_channel calendar_channels;
begin
    perform guard_write(p_tenant);
    perform from calendars c where c.tenant_id = p_tenant and c.id = p_calendar for no key update;
    v_step := calendar_watch_step(p_tenant, p_calendar);
    if v_step is null then return; end if;
    if v_step = 'stop' then
        if not exists (select from calendar_uses u where u.tenant_id = p_tenant and u.calendar_id = p_calendar) then
            update calendars c set unwatched_until = '-infinity' where c.tenant_id = p_tenant and c.id = p_calendar;
            update calendar_channels h set state = 'over' where h.tenant_id = p_tenant and h.calendar_id = p_calendar;
        end if;
        delete from calendar_channels h where h.tenant_id = p_tenant and h.calendar_id = p_calendar and h.state = 'over' and h.resource_id is null;
        select * into v_channel from calendar_channels h
        where h.tenant_id = p_tenant and h.calendar_id = p_calendar and h.state = 'over' order by h.channel_id limit 1;
        if not found then return; end if;
    else
        -- One that was asked for before, and of which nobody knows whether that arrived, is asked for again.
        select * into v_channel from calendar_channels h
        where h.tenant_id = p_tenant and h.calendar_id = p_calendar and h.state = 'asked' limit 1;
        if not found then
            insert into calendar_channels (tenant_id, channel_id, calendar_id)
            values (p_tenant, encode(public.gen_random_bytes(16), 'hex'), p_calendar) returning * into v_channel;
        end if;
    end if;
    return query select v_step, c.account_id, c.remote_id, v_channel.channel_id, v_channel.resource_id from calendars c
    where c.tenant_id = p_tenant and c.id = p_calendar;
end $$;

-- The provider opened a channel, which lasts until p_expires (in seconds since 1970; a day where it didn't say). It is renewed a day before
-- that, or where it lasts less than four days in its last quarter; within the hour no other is asked for. All others of the calendar are over.
create or replace function holdfast.keep_calendar_channel(
    p_tenant bigint, p_calendar bigint, p_channel text, p_resource text, p_expires double precision)
returns boolean language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
declare
    v_now timestamptz := holdfast.now();
    v_expires timestamptz := coalesce(to_timestamp(p_expires), v_now + interval '1 day');
begin
    perform guard_write(p_tenant);
    perform from calendars c where c.tenant_id = p_tenant and c.id = p_calendar for no key update;
    update calendar_channels h set state = 'open', resource_id = p_resource, expires_at = v_expires,
        renew_at = v_expires - least(interval '1 day', (v_expires - v_now) / 4)
    where h.tenant_id = p_tenant and h.calendar_id = p_calendar and h.channel_id = p_channel and h.state = 'asked';
    if not found then return false; end if;
    update calendar_channels h set state = 'over', resource_id = coalesce(h.resource_id, p_resource)
    where h.tenant_id = p_tenant and h.calendar_id = p_calendar and h.channel_id <> p_channel;
    update calendars c set unwatched_until = clock_timestamp() + interval '1 hour' where c.tenant_id = p_tenant and c.id = p_calendar;
    return true;
end $$;

-- The provider has a channel of that name already: from a request whose answer was lost. Another takes its place.
create or replace function holdfast.lose_calendar_channel(p_tenant bigint, p_channel text) returns boolean
language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
begin
    perform guard_write(p_tenant);
    update calendar_channels h set state = 'over' where h.tenant_id = p_tenant and h.channel_id = p_channel and h.state = 'asked';
    return found;
end $$;

-- The provider won't watch this calendar for us: it isn't asked for about a day, so that not all are asked about at once.
create or replace function holdfast.refuse_calendar_watch(p_tenant bigint, p_calendar bigint, p_channel text) returns boolean
language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
begin
    perform guard_write(p_tenant);
    update calendars c set unwatched_until = clock_timestamp() + interval '1 day' * (0.75 + random() / 2)
    where c.tenant_id = p_tenant and c.id = p_calendar;
    delete from calendar_channels h where h.tenant_id = p_tenant and h.channel_id = p_channel and h.state = 'asked';
    return found;
end $$;

-- The provider has ended a channel.
create or replace function holdfast.drop_calendar_channel(p_tenant bigint, p_channel text) returns boolean
language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
begin
    perform guard_write(p_tenant);
    delete from calendar_channels h where h.tenant_id = p_tenant and h.channel_id = p_channel and h.state = 'over';
    return found;
end $$;

-- The channels of a disconnected account that still last, and the token by which they can be ended, as long as there is one.
create or replace function holdfast.channels_to_end(p_tenant bigint, p_account bigint)
returns table (channel_id text, resource_id text, refresh_token bytea)
language plpgsql stable security definer rows 3 set search_path = holdfast, pg_temp as $$
#variable_conflict use_column
begin
    perform guard(p_tenant);
    return query select h.channel_id, h.resource_id, a.refresh_token from calendar_accounts a
    join calendars c on c.tenant_id = a.tenant_id and c.account_id = a.id
    join calendar_channels h on h.tenant_id = c.tenant_id and h.calendar_id = c.id
    where a.tenant_id = p_tenant and a.id = p_account and a.state = 'gone' and a.refresh_token is not null
        and h.resource_id is not null and h.expires_at > holdfast.now()
    order by h.channel_id;
end $$;

-- A message came through a channel, and its proof held. False where it is none of ours any more. Two that come at once have the calendar
-- read once; one that comes while it is read has it read again.
create or replace function holdfast.hear_calendar_push(p_tenant bigint, p_channel text, p_changed boolean) returns boolean
language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
declare
    v_channel calendar_channels;
begin
    perform guard_write(p_tenant);
    select * into v_channel from calendar_channels h
    where h.tenant_id = p_tenant and h.channel_id = p_channel and h.state <> 'over' and h.expires_at > holdfast.now() for no key update;
    if not found then return false; end if;
    if not v_channel.is_heard then
        update calendar_channels h set is_heard = true where h.tenant_id = p_tenant and h.channel_id = p_channel;
    end if;
    if p_changed and exists (select from calendars c join calendar_accounts a on a.tenant_id = c.tenant_id and a.id = c.account_id
            join calendar_uses u on u.tenant_id = c.tenant_id and u.calendar_id = c.id
            where c.tenant_id = p_tenant and c.id = v_channel.calendar_id and a.state = 'ok') then
        perform read_soon(p_tenant, v_channel.calendar_id);
    end if;
    return true;
end $$;
