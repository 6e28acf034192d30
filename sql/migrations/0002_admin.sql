-- The owner's way in, and the tries of those who haven't one. Tokens are random and stay with whoever was given
-- them: here stands only their SHA-256. All of it goes by machine time.

-- One-time links to /admin/, minted by `holdfast tenant link`.
create table holdfast.sign_in_links (
    tenant_id bigint not null references holdfast.tenants (id),
    token_hash bytea not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    used_at timestamptz,
    constraint sign_in_links_pkey primary key (tenant_id, token_hash),
    constraint sign_in_link_hash_is_sha256 check (length(token_hash) = 32),
    constraint sign_in_link_expires check (expires_at > created_at)
);

-- A session ends when it was idle for too long, and at expires_at in any case.
create table holdfast.admin_sessions (
    tenant_id bigint not null references holdfast.tenants (id),
    token_hash bytea not null,
    created_at timestamptz not null default now(),
    seen_at timestamptz not null default now(),
    expires_at timestamptz not null,
    constraint admin_sessions_pkey primary key (tenant_id, token_hash),
    constraint admin_session_hash_is_sha256 check (length(token_hash) = 32),
    constraint admin_session_expires check (expires_at > created_at)
);

-- Tries at a reference with an email that failed, by the digest of what was tried or of who tried.
create table holdfast.tries (
    tenant_id bigint not null references holdfast.tenants (id),
    key bytea not null,
    failures integer not null,
    ends_at timestamptz not null,
    constraint tries_pkey primary key (tenant_id, key),
    constraint try_key_is_sha256 check (length(key) = 32),
    constraint try_failed_at_least_once check (failures >= 1)
);

do $$
declare
    named text;
begin
    foreach named in array array['sign_in_links', 'admin_sessions', 'tries'] loop
        execute format('alter table holdfast.%I enable row level security', named);
        execute format('create policy %I on holdfast.%I using '
            '(tenant_id = nullif(current_setting(''holdfast.tenant'', true), '''')::bigint)', named || '_own', named);
        execute format('grant select, insert, update, delete on holdfast.%I to holdfast_app', named);
    end loop;
end $$;
