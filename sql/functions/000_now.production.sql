-- Business time in production: the server's own, and nothing that could move it.
create or replace function holdfast.now() returns timestamptz
language sql stable return pg_catalog.now();

drop function if exists holdfast.clock_set(timestamptz);
drop function if exists holdfast.clock_move(interval);
drop function if exists holdfast.clock_run();

revoke execute on function holdfast.now() from public;
grant execute on function holdfast.now() to holdfast_app;
