-- Business time in development: a clock that all processes share. In PL/pgSQL because it keeps its plan between calls.
create or replace function holdfast.now() returns timestamptz
language plpgsql stable security definer set search_path = holdfast, pg_temp as $$
begin
    return (select coalesce(c.frozen_at, pg_catalog.now() + c.ahead) from holdfast.clock c);
end $$;

-- Freezes it.
create or replace function holdfast.clock_set(at timestamptz) returns timestamptz
language sql volatile security definer set search_path = holdfast, pg_temp
begin atomic
    update holdfast.clock set frozen_at = at returning frozen_at;
end;

-- Moves it; frozen it stays frozen, running it runs on.
create or replace function holdfast.clock_move(by interval) returns timestamptz
language sql volatile security definer set search_path = holdfast, pg_temp
begin atomic
    update holdfast.clock
    set frozen_at = frozen_at + by, ahead = case when frozen_at is null then ahead + by else ahead end
    returning coalesce(frozen_at, pg_catalog.now() + ahead);
end;

-- Lets it run from where it stands.
create or replace function holdfast.clock_run() returns timestamptz
language sql volatile security definer set search_path = holdfast, pg_temp
begin atomic
    update holdfast.clock
    set ahead = case when frozen_at is null then ahead else frozen_at - pg_catalog.now() end, frozen_at = null
    returning pg_catalog.now() + ahead;
end;

revoke execute on function holdfast.now(), holdfast.clock_set(timestamptz), holdfast.clock_move(interval), holdfast.clock_run() from public;
grant execute on function holdfast.now(), holdfast.clock_set(timestamptz), holdfast.clock_move(interval), holdfast.clock_run()
to holdfast_app;
