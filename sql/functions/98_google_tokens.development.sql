-- Who may ask for what: consent, codes, tokens.

-- Keeps what somebody allowed, and gives the code that is taken for it once.
create function sandbox.google_consent(
    p_code text, p_account text, p_redirect text, p_scopes text[], p_challenge text, p_method text, p_nonce text, p_offline boolean,
    p_asked boolean, p_includes_granted boolean)
returns text[] language plpgsql volatile as $$
declare
    v_before constant text[] := (select g.scopes from sandbox.google_grants g where g.account = p_account);
    v_scopes constant text[] := array(
        select distinct s from unnest(p_scopes || case when p_includes_granted then coalesce(v_before, '{}') else '{}' end) s order by s);
begin
    insert into sandbox.google_grants values (p_account, v_scopes)
    on conflict (account) do update set scopes = array(select distinct s from unnest(google_grants.scopes || v_scopes) s);
    insert into sandbox.google_codes (code, account, redirect_uri, scopes, challenge, method, nonce, refreshes)
    values (p_code, p_account, p_redirect, v_scopes, p_challenge, p_method, p_nonce, p_offline and (v_before is null or p_asked));
    return v_scopes;
end $$;

-- Takes a code: once, within ten minutes.
create function sandbox.google_take_code(p_code text) returns setof sandbox.google_codes language sql volatile
begin atomic
    update sandbox.google_codes c set used = true
    where c.code = p_code and not c.used and c.at > holdfast.now() - interval '10 minutes' returning c.*;
end;

-- Makes tokens. The hundred and first refresh token of an account ends its first.
create function sandbox.google_issue(p_account text, p_scopes text[], p_access text, p_refresh text) returns table (sub text, at bigint)
language plpgsql volatile as $$
begin
    return query select a.sub, extract(epoch from holdfast.now())::bigint from sandbox.google_accounts a where a.email = p_account;
    insert into sandbox.google_tokens (token, kind, account, scopes, expires_at)
    values (p_access, 'access', p_account, p_scopes, holdfast.now() + interval '3599 seconds');
    if p_refresh is null then return; end if;
    insert into sandbox.google_tokens (token, kind, account, scopes, expires_at)
    select p_refresh, 'refresh', p_account, p_scopes,
        case when s.testing and exists (select from unnest(p_scopes) x where x like '%/calendar%') then holdfast.now() + interval '7 days' end
    from sandbox.google_settings s;
    update sandbox.google_tokens t set revoked = true
    where t.account = p_account and t.kind = 'refresh' and not t.revoked and t.id not in (
        select o.id from sandbox.google_tokens o where o.account = p_account and o.kind = 'refresh' and not o.revoked
        order by o.id desc limit 100);
end $$;

-- The living token of that kind. A refresh token that nobody used for half a year is dead.
create function sandbox.google_living(p_token text, p_kind text) returns setof sandbox.google_tokens language sql volatile
begin atomic
    update sandbox.google_tokens t set used_at = holdfast.now()
    where t.token = p_token and t.kind = p_kind and not t.revoked and (t.expires_at is null or t.expires_at > holdfast.now())
    and t.used_at > holdfast.now() - interval '6 months' returning t.*;
end;

-- Takes back all that an account allowed; a token stands for its account.
create function sandbox.google_revoke(p_token text, p_account text) returns boolean language plpgsql volatile as $$
declare
    v_account constant text := coalesce(p_account, (
        select t.account from sandbox.google_tokens t
        where t.token = p_token and not t.revoked and (t.expires_at is null or t.expires_at > holdfast.now())));
begin
    delete from sandbox.google_grants g where g.account = v_account;
    update sandbox.google_tokens t set revoked = true where t.account = v_account and not t.revoked;
    return v_account is not null;
end $$;

-- The scopes that each operation takes (the `scopes` of Google's own discovery document); any one is enough.
create function sandbox.google_suffices(p_operation text, p_scopes text[]) returns boolean language sql immutable
return (
    select case
        when p_operation like 'userinfo%' then 'openid' = any (p_scopes)
        when p_operation = 'freeBusy.query' then s && array[
            'calendar', 'calendar.readonly', 'calendar.freebusy', 'calendar.events.freebusy']
        when p_operation like 'calendarList.%' then s && array[
            'calendar', 'calendar.readonly', 'calendar.calendarlist', 'calendar.calendarlist.readonly']
        when p_operation = 'calendars.get' then s && array[
            'calendar', 'calendar.readonly', 'calendar.calendars', 'calendar.calendars.readonly', 'calendar.app.created']
        when p_operation = 'channels.stop' then s && array[
            'calendar', 'calendar.readonly', 'calendar.events', 'calendar.events.readonly', 'calendar.events.owned',
            'calendar.events.owned.readonly', 'calendar.events.freebusy', 'calendar.calendarlist', 'calendar.calendarlist.readonly',
            'calendar.app.created']
        when p_operation in ('events.get', 'events.list', 'events.instances', 'events.watch') then s && array[
            'calendar', 'calendar.readonly', 'calendar.events', 'calendar.events.readonly', 'calendar.events.owned',
            'calendar.events.owned.readonly', 'calendar.events.freebusy', 'calendar.events.public.readonly', 'calendar.app.created']
        else s && array['calendar', 'calendar.events', 'calendar.events.owned', 'calendar.app.created'] end
    from (select array(select replace(x, 'https://www.googleapis.com/auth/', '') from unnest(p_scopes) x) as s) names);
