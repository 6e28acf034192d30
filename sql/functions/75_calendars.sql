-- Calendars elsewhere: connecting an account, its tokens, its pace, and which calendar serves whom. Nobody outside is asked
-- while a transaction is open: each step is a function, and what is outside happens between two of them.

-- The owner leaves for the provider. States that nobody came back with in a day are forgotten.
create or replace function holdfast.begin_oauth(p_tenant bigint, p_state bytea, p_session bytea, p_verifier bytea) returns boolean
language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
begin
    perform guard_write(p_tenant);
    delete from oauth_states s where s.tenant_id = p_tenant and s.created_at < clock_timestamp() - interval '1 day';
    insert into oauth_states (tenant_id, state_hash, session_hash, verifier) values (p_tenant, p_state, p_session, p_verifier);
    return true;
end $$;

-- The owner is back, with a code or a refusal. It counts once, for the session that began, within the hour; whoever comes
-- again hears what the first time led to. Null where nobody of this session left with this state.
create or replace function holdfast.answer_oauth(p_tenant bigint, p_state bytea, p_session bytea, p_code bytea, p_refusal text) returns text
language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
declare
    v_state oauth_states;
begin
    perform guard_write(p_tenant);
    select * into v_state from oauth_states s
    where s.tenant_id = p_tenant and s.state_hash = p_state and s.session_hash = p_session for update;
    if not found or v_state.outcome is not null then return v_state.outcome; end if;
    v_state.outcome := case when v_state.created_at < clock_timestamp() - interval '1 hour' then 'too_late'
        else coalesce(p_refusal, 'exchanging') end;
    update oauth_states s set outcome = v_state.outcome, answered_at = clock_timestamp(),
        code = case v_state.outcome when 'exchanging' then p_code end
    where s.tenant_id = p_tenant and s.state_hash = p_state;
    if v_state.outcome = 'exchanging' then
        perform enqueue_job(p_tenant, 'connect_calendar', jsonb_build_object('state', encode(p_state, 'hex')), null, null,
            'state:' || encode(p_state, 'hex'));
    end if;
    return v_state.outcome;
end $$;

-- What is to be exchanged for tokens; none where that is over.
create or replace function holdfast.oauth_exchange(p_tenant bigint, p_state bytea)
returns table (verifier bytea, code bytea) language plpgsql stable security definer rows 1 set search_path = holdfast, pg_temp as $$
#variable_conflict use_column
begin
    perform guard(p_tenant);
    return query select s.verifier, s.code from oauth_states s
    where s.tenant_id = p_tenant and s.state_hash = p_state and s.outcome = 'exchanging';
end $$;

-- How an exchange ended without tokens. The code is worth nothing any more.
create or replace function holdfast.end_oauth(p_tenant bigint, p_state bytea, p_outcome text) returns boolean
language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
begin
    perform guard_write(p_tenant);
    update oauth_states s set outcome = p_outcome, code = null
    where s.tenant_id = p_tenant and s.state_hash = p_state and s.outcome = 'exchanging';
    return found;
end $$;

-- The row of somebody's account, made where it is new: tokens are sealed for it before they are kept.
create or replace function holdfast.open_calendar_account(p_tenant bigint, p_provider text, p_subject text, p_email text) returns bigint
language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
declare
    v_id bigint;
begin
    perform guard_write(p_tenant);
    insert into calendar_accounts (tenant_id, provider, subject, email) values (p_tenant, p_provider, p_subject, p_email)
    on conflict (tenant_id, provider, subject) do update set email = excluded.email returning id into v_id;
    return v_id;
end $$;

-- Keeps what an exchange brought, and ends it. A refresh of the tokens that stood before comes to nothing.
create or replace function holdfast.keep_calendar_account(
    p_tenant bigint, p_state bytea, p_account bigint, p_scopes text[], p_is_whole boolean, p_refresh bytea, p_access bytea,
    p_seconds double precision)
returns boolean language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
begin
    perform guard_write(p_tenant);
    perform from oauth_states s where s.tenant_id = p_tenant and s.state_hash = p_state and s.outcome = 'exchanging' for update;
    if not found then return false; end if;
    update calendar_accounts a set scopes = p_scopes, state = case when p_is_whole then 'ok' else 'partial' end, failure = null,
        refresh_token = p_refresh, access_token = p_access, access_version = a.access_version + 1,
        access_until = clock_timestamp() + make_interval(secs => p_seconds), refresh_fence = a.refresh_fence + 1,
        refresh_lease_until = '-infinity', rest_until = '-infinity', failures = 0, connected_at = holdfast.now()
    where a.tenant_id = p_tenant and a.id = p_account;
    update oauth_states s set outcome = case when p_is_whole then 'connected' else 'partial' end, account_id = p_account, code = null
    where s.tenant_id = p_tenant and s.state_hash = p_state;
    -- What was tried in vain before is no outage of this connection.
    update calendars c set begun_at = c.read_at where c.tenant_id = p_tenant and c.account_id = p_account;
    if p_is_whole then
        perform enqueue_job(p_tenant, 'list_calendars', jsonb_build_object('account', p_account));
        perform write_entries_of(p_tenant, p_account);
        perform read_soon(p_tenant, u.calendar_id) from (select distinct u.calendar_id from calendar_uses u
            join calendars c on c.tenant_id = u.tenant_id and c.id = u.calendar_id
            where u.tenant_id = p_tenant and c.account_id = p_account order by 1) u;
        perform watch_anew(p_tenant, p_account);
    end if;
    return true;
end $$;

-- An access token, or what is to be done for one. `use`: this one stands. `refresh`: the caller, and nobody else for
-- p_lease_seconds, is to ask for a new one with this refresh token. `wait`: somebody else is asking. Otherwise the state
-- that the account is in. A token that ends within three minutes counts as ended.
create or replace function holdfast.take_calendar_token(p_tenant bigint, p_account bigint, p_lease_seconds double precision)
returns table (step text, access_token bytea, access_version bigint, refresh_token bytea, fence bigint)
language plpgsql volatile security definer rows 1 set search_path = holdfast, pg_temp as $$
#variable_conflict use_column
declare
    v_account calendar_accounts;
begin
    perform guard_write(p_tenant);
    select * into v_account from calendar_accounts a where a.tenant_id = p_tenant and a.id = p_account;
    if v_account.state = 'ok' and v_account.access_until <= clock_timestamp() + interval '3 minutes' then
        select * into v_account from calendar_accounts a where a.tenant_id = p_tenant and a.id = p_account for no key update;
    end if;
    return query select case when v_account.state is distinct from 'ok' then coalesce(v_account.state, 'gone')
            when v_account.access_until > clock_timestamp() + interval '3 minutes' then 'use'
            when v_account.refresh_lease_until > clock_timestamp() then 'wait' else 'refresh' end,
        v_account.access_token, v_account.access_version, v_account.refresh_token, v_account.refresh_fence + 1;
    if v_account.state = 'ok' and v_account.access_until <= clock_timestamp() + interval '3 minutes'
            and v_account.refresh_lease_until <= clock_timestamp() then
        update calendar_accounts a set refresh_fence = a.refresh_fence + 1,
            refresh_lease_until = clock_timestamp() + make_interval(secs => p_lease_seconds)
        where a.tenant_id = p_tenant and a.id = p_account;
    end if;
end $$;

-- Keeps a new access token, and the refresh token where it was sealed anew; false where somebody else's stands by now.
create or replace function holdfast.keep_calendar_token(
    p_tenant bigint, p_account bigint, p_fence bigint, p_access bytea, p_seconds double precision, p_refresh bytea)
returns boolean language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
begin
    perform guard_write(p_tenant);
    update calendar_accounts a set access_token = p_access, access_version = a.access_version + 1,
        access_until = clock_timestamp() + make_interval(secs => p_seconds), refresh_lease_until = '-infinity',
        refresh_token = coalesce(p_refresh, a.refresh_token)
    where a.tenant_id = p_tenant and a.id = p_account and a.refresh_fence = p_fence and a.state = 'ok';
    return found;
end $$;

-- Gives a refresh back that led to nothing for now.
create or replace function holdfast.release_calendar_token(p_tenant bigint, p_account bigint, p_fence bigint) returns boolean
language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
begin
    perform guard_write(p_tenant);
    update calendar_accounts a set refresh_lease_until = '-infinity'
    where a.tenant_id = p_tenant and a.id = p_account and a.refresh_fence = p_fence;
    return found;
end $$;

-- An access token was refused before its end: the next one who asks gets another.
create or replace function holdfast.distrust_calendar_token(p_tenant bigint, p_account bigint, p_version bigint) returns boolean
language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
begin
    perform guard_write(p_tenant);
    update calendar_accounts a set access_until = '-infinity'
    where a.tenant_id = p_tenant and a.id = p_account and a.access_version = p_version and a.access_until > '-infinity';
    return found;
end $$;

-- The provider won't have our refresh token any more. Only whoever held the refresh may say so; the owner is told once each time.
create or replace function holdfast.break_calendar_account(p_tenant bigint, p_account bigint, p_fence bigint, p_failure text, p_link text)
returns boolean language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
declare
    v_account calendar_accounts;
    v_body text;
begin
    perform guard_write(p_tenant);
    update calendar_accounts a set state = 'broken', failure = p_failure, breaks = a.breaks + 1, access_token = null,
        access_until = '-infinity', refresh_lease_until = '-infinity'
    where a.tenant_id = p_tenant and a.id = p_account and a.refresh_fence = p_fence and a.state = 'ok' returning * into v_account;
    if not found then return false; end if;
    v_body := 'Google no longer lets Holdfast use the calendars of ' || v_account.email
        || '. Bookings are not written there, and what you put there is not seen. Connect it again: ' || p_link;
    perform tell_owner('calendar', v_body, 'calendar:' || p_account || ':' || v_account.breaks);
    perform text_owner(null, v_body);
    return true;
end $$;

-- Asks leave for one request to an account: the seconds to wait, 0 for none, and whether it was ill. Requests go at an even pace of
-- eight a second with room for forty at once, below what Google allows for a person. While the account rests nobody asks, and when its
-- rest is over one does.
create or replace function holdfast.pace_calendar(p_tenant bigint, p_account bigint, out seconds double precision, out is_ill boolean)
language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
declare
    v_now timestamptz;
    v_account calendar_accounts;
begin
    perform guard_write(p_tenant);
    select * into v_account from calendar_accounts a where a.tenant_id = p_tenant and a.id = p_account for no key update;
    v_now := clock_timestamp();
    is_ill := v_account.failures > 0;
    -- Never in the past, which may be infinite.
    seconds := greatest(extract(epoch from greatest(v_account.rest_until, v_now) - v_now),
        extract(epoch from greatest(v_account.paced_until, v_now + interval '5 seconds') - v_now) - 5);
    if seconds > 0 then return; end if;
    -- The one that tries after a rest: the others wait for what it brings, or ten seconds.
    update calendar_accounts a set paced_until = greatest(a.paced_until, v_now) + interval '125 milliseconds',
        rest_until = case when is_ill then v_now + interval '10 seconds' else a.rest_until end
    where a.tenant_id = p_tenant and a.id = p_account;
end $$;

-- What a request led to, as far as the account's health goes: it rests longer with each failure in a row, by chance shortened up to
-- half, or for as long as it was told. The first success ends that.
create or replace function holdfast.note_calendar_health(p_tenant bigint, p_account bigint, p_is_well boolean, p_seconds double precision)
returns boolean language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
begin
    perform guard_write(p_tenant);
    if p_is_well then
        update calendar_accounts a set failures = 0, rest_until = '-infinity'
        where a.tenant_id = p_tenant and a.id = p_account and a.failures > 0;
    else
        update calendar_accounts a set failures = a.failures + 1, rest_until = clock_timestamp() + make_interval(secs =>
            coalesce(p_seconds, least(300, power(2, least(a.failures, 20))) * (0.5 + random() / 2)))
        where a.tenant_id = p_tenant and a.id = p_account;
    end if;
    return found;
end $$;

-- An account's calendars as its list has them now. One that is not among them stays known, as not listed.
create or replace function holdfast.keep_calendars(
    p_tenant bigint, p_account bigint, p_ids text[], p_names text[], p_zones text[], p_roles text[], p_primary boolean[], p_meets boolean[])
returns boolean language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
begin
    perform guard_write(p_tenant);
    perform from calendar_accounts a where a.tenant_id = p_tenant and a.id = p_account and a.state = 'ok' for no key update;
    if not found then return false; end if;
    update calendars c set is_listed = false
    where c.tenant_id = p_tenant and c.account_id = p_account and c.remote_id <> all (p_ids) and c.is_listed;
    insert into calendars (tenant_id, account_id, remote_id, name, zone, role, is_primary, meets)
    select p_tenant, p_account, l.id, l.name, l.zone, l.role, l.is_primary, l.meets
    from unnest(p_ids, p_names, p_zones, p_roles, p_primary, p_meets) l (id, name, zone, role, is_primary, meets)
    on conflict (tenant_id, account_id, remote_id) do update set name = excluded.name, zone = excluded.zone, role = excluded.role,
        is_primary = excluded.is_primary, meets = excluded.meets, is_listed = true;
    update calendar_accounts a set listed_at = holdfast.now() where a.tenant_id = p_tenant and a.id = p_account;
    return true;
end $$;

-- Which calendars serve a resource: p_written null for none. False where one of them is unknown, or can't be written.
create or replace function holdfast.choose_calendars(p_tenant bigint, p_resource bigint, p_written bigint, p_read bigint[]) returns boolean
language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
declare
    v_all bigint[] := array_remove(p_read || p_written, null);
    v_touched bigint[];
begin
    perform guard_write(p_tenant);
    select array_agg(distinct c.id) into v_touched from (select unnest(v_all) union all
        select u.calendar_id from calendar_uses u where u.tenant_id = p_tenant and u.resource_id = p_resource) c (id);
    perform lock_blocked(p_tenant, v_touched, p_resource);
    if exists (select from unnest(v_all) u (id) where not exists (select from calendars c
            join calendar_accounts a on a.tenant_id = c.tenant_id and a.id = c.account_id
            where c.tenant_id = p_tenant and c.id = u.id and a.state <> 'gone'
                and (u.id is distinct from p_written or c.role in ('owner', 'writer'))))
        or not exists (select from resources r where r.tenant_id = p_tenant and r.id = p_resource) then
        return false;
    end if;
    delete from calendar_uses u where u.tenant_id = p_tenant and u.resource_id = p_resource;
    insert into calendar_uses (tenant_id, resource_id, calendar_id, is_written)
    select p_tenant, p_resource, u.id, u.id is not distinct from p_written from (select distinct d.id from unnest(v_all) d (id)) u;
    perform replace_calendar_blocks(p_tenant, v_touched);
    perform write_entries_for(p_tenant, p_resource);
    return true;
end $$;

-- How a business wants its calendars from now on: what it no longer counts blocks nobody, what it counts now does.
create or replace function holdfast.keep_calendar_settings(p_tenant bigint, p_invites boolean, p_tentative boolean, p_outage text) returns boolean
language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
declare
    v_calendars bigint[] := (select array_agg(distinct u.calendar_id) from calendar_uses u where u.tenant_id = p_tenant);
begin
    perform guard_write(p_tenant);
    perform lock_blocked(p_tenant, v_calendars, null);
    insert into calendar_settings (tenant_id, invites, tentative_blocks, outage) values (p_tenant, p_invites, p_tentative, p_outage)
    on conflict (tenant_id) do update set invites = excluded.invites, tentative_blocks = excluded.tentative_blocks, outage = excluded.outage;
    perform replace_calendar_blocks(p_tenant, v_calendars);
    return true;
end $$;

-- How a business wants its calendars; the defaults where it never said.
create or replace function holdfast.calendar_settings_of(p_tenant bigint) returns holdfast.calendar_settings
language plpgsql stable security definer set search_path = holdfast, pg_temp as $$
declare
    v_settings calendar_settings;
begin
    perform guard(p_tenant);
    select * into v_settings from calendar_settings s where s.tenant_id = p_tenant;
    if not found then v_settings := row(p_tenant, false, true, 'pending')::calendar_settings; end if;
    return v_settings;
end $$;

-- Disconnects an account: nothing of it is used from now on, and its tokens are revoked soon. What was written there stays, and stays
-- known, so that nothing is written twice if the account comes back.
create or replace function holdfast.disconnect_calendar_account(p_tenant bigint, p_account bigint) returns boolean
language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
declare
    v_calendars bigint[] := (select array_agg(c.id) from calendars c where c.tenant_id = p_tenant and c.account_id = p_account);
begin
    perform guard_write(p_tenant);
    perform lock_blocked(p_tenant, v_calendars, null);
    update calendar_accounts a set state = 'gone', failure = null, refresh_fence = a.refresh_fence + 1, access_token = null,
        access_until = '-infinity', refresh_lease_until = '-infinity'
    where a.tenant_id = p_tenant and a.id = p_account and a.state <> 'gone';
    if not found then return false; end if;
    delete from calendar_events e where e.tenant_id = p_tenant and e.calendar_id = any (v_calendars);
    update calendars c set sync_token = null, whole_at = null, read_at = null where c.tenant_id = p_tenant and c.account_id = p_account;
    delete from calendar_uses u using calendars c
    where u.tenant_id = p_tenant and c.tenant_id = p_tenant and c.id = u.calendar_id and c.account_id = p_account;
    perform replace_calendar_blocks(p_tenant, v_calendars);
    perform enqueue_job(p_tenant, 'revoke_calendar', jsonb_build_object('account', p_account));
    return true;
end $$;

-- The token of a disconnected account that is to be revoked; none where another business has the same person connected, whose
-- grant is the same one: then ours is only forgotten.
create or replace function holdfast.calendar_to_revoke(p_tenant bigint, p_account bigint) returns setof bytea
language plpgsql stable security definer rows 1 set search_path = holdfast, pg_temp as $$
begin
    perform guard(p_tenant);
    return query select a.refresh_token from calendar_accounts a
    where a.tenant_id = p_tenant and a.id = p_account and a.state = 'gone' and a.refresh_token is not null
        and not exists (select from calendar_accounts o where o.provider = a.provider and o.subject = a.subject
            and o.tenant_id <> p_tenant and o.state in ('ok', 'partial'));
end $$;

-- A disconnected account's token is forgotten, and its channels: without a token nobody can end them.
create or replace function holdfast.forget_calendar_token(p_tenant bigint, p_account bigint) returns boolean
language plpgsql volatile security definer set search_path = holdfast, pg_temp as $$
begin
    perform guard_write(p_tenant);
    update calendar_accounts a set refresh_token = null, scopes = '{}'
    where a.tenant_id = p_tenant and a.id = p_account and a.state = 'gone';
    if not found then return false; end if;
    delete from calendar_channels h using calendars c
    where h.tenant_id = p_tenant and c.tenant_id = p_tenant and c.id = h.calendar_id and c.account_id = p_account;
    return true;
end $$;
