-- The ground that the others stand on. The schema `holdfast` and its bookkeeping are made by the migrator itself.
--
-- The application's role owns nothing: it gets what each migration and each function grants it by name.

alter default privileges revoke execute on functions from public;
revoke all on schema holdfast from public;
grant usage on schema holdfast to holdfast_app;
grant select on holdfast.migrations to holdfast_app;

create extension if not exists btree_gist schema public;
create extension if not exists pgcrypto schema public;

-- Business time in development: frozen, or so far ahead of the server's clock. In production nothing reads it.
create table holdfast.clock (
    id boolean constraint clock_pkey primary key default true,
    frozen_at timestamptz,
    ahead interval not null default '0',
    constraint clock_is_one_row check (id),
    constraint clock_is_finite check (isfinite(frozen_at))
);
insert into holdfast.clock default values;
