-- The diary: who owns time, and the rules by which it is given away.
--
-- `tenant_id` leads every key and every foreign key is (tenant_id, id), so that tenants can be spread over
-- servers. Identifiers are unique over all tenants. No triggers: what must happen together is written together.

create table holdfast.tenants (
    id bigint generated always as identity constraint tenants_pkey primary key,
    slug text not null constraint tenants_slug_once unique,
    name text not null,
    zone text not null,
    locale text not null default 'en-US',
    currency text not null default 'USD',
    address text not null default '',
    phone text not null default '',
    email text not null default '',
    allowed_origins text[] not null default '{}',
    -- A pending booking lapses after this long without an answer, at latest at its start.
    answer_minutes integer not null default 1440,
    -- Coming bookings that one customer may have; null for no limit.
    max_open_bookings integer,
    -- Whether one customer may have two bookings at the same time.
    customer_overlap boolean not null default false,
    created_at timestamptz not null default now(),
    constraint tenant_slug_is_a_path_segment check (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
    constraint tenant_currency_is_iso_4217 check (currency ~ '^[A-Z]{3}$'),
    constraint tenant_answers_in_time check (answer_minutes > 0),
    constraint tenant_open_bookings_positive check (max_open_bookings > 0)
);

create table holdfast.resources (
    tenant_id bigint not null references holdfast.tenants (id),
    id bigint generated always as identity,
    name text not null,
    kind text not null default 'person',
    position integer not null default 0,
    active boolean not null default true,
    constraint resources_pkey primary key (tenant_id, id),
    constraint resource_kind_known check (kind in ('person', 'room', 'thing'))
);

create table holdfast.services (
    tenant_id bigint not null references holdfast.tenants (id),
    id bigint generated always as identity,
    name text not null,
    description text not null default '',
    position integer not null default 0,
    active boolean not null default true,
    -- A class: bookings of one person and start share a session, and starts are listed in service_starts.
    group_session boolean not null default false,
    capacity integer not null default 1,
    buffer_before_minutes integer not null default 0,
    buffer_after_minutes integer not null default 0,
    price_minor bigint,
    needs_approval boolean not null default false,
    at_customer boolean not null default false,
    grid_minutes integer not null default 15,
    minimum_notice_minutes integer not null default 0,
    maximum_horizon_days integer not null default 90,
    cancellation_notice_minutes integer not null default 0,
    constraint services_pkey primary key (tenant_id, id),
    constraint service_capacity_positive check (capacity >= 1),
    constraint service_alone_unless_group check (group_session or capacity = 1),
    constraint service_buffers_bounded check (buffer_before_minutes between 0 and 1440 and buffer_after_minutes between 0 and 1440),
    constraint service_price_not_negative check (price_minor >= 0),
    constraint service_grid_bounded check (grid_minutes between 1 and 1440),
    constraint service_notice_not_negative check (minimum_notice_minutes >= 0 and cancellation_notice_minutes >= 0),
    constraint service_horizon_bounded check (maximum_horizon_days between 1 and 3660)
);

-- The durations on offer; the lowest position is the default.
create table holdfast.service_durations (
    tenant_id bigint not null,
    service_id bigint not null,
    minutes integer not null,
    position integer not null default 0,
    constraint service_durations_pkey primary key (tenant_id, service_id, minutes),
    constraint service_durations_service foreign key (tenant_id, service_id) references holdfast.services (tenant_id, id),
    constraint duration_bounded check (minutes between 1 and 1440)
);

-- A service needs one resource out of each of its sets; the visitor may choose from set 1.
-- The key keeps a resource in at most one set of a service.
create table holdfast.requirements (
    tenant_id bigint not null,
    service_id bigint not null,
    resource_id bigint not null,
    set_number integer not null default 1,
    constraint requirements_pkey primary key (tenant_id, service_id, resource_id),
    constraint requirements_service foreign key (tenant_id, service_id) references holdfast.services (tenant_id, id),
    constraint requirements_resource foreign key (tenant_id, resource_id) references holdfast.resources (tenant_id, id),
    constraint requirement_set_positive check (set_number >= 1)
);

-- Wall-clock hours of the business (resource_id null) or of one resource, whose own hours stand instead of the
-- business's. A window that closes at or before its opening closes the next day, and belongs to the day it opens.
create table holdfast.weekly_hours (
    tenant_id bigint not null references holdfast.tenants (id),
    id bigint generated always as identity,
    resource_id bigint,
    weekday integer not null,
    opens time not null,
    closes time not null,
    constraint weekly_hours_pkey primary key (tenant_id, id),
    constraint weekly_hours_resource foreign key (tenant_id, resource_id) references holdfast.resources (tenant_id, id),
    constraint weekly_hours_once unique nulls not distinct (tenant_id, resource_id, weekday, opens),
    constraint weekly_hours_weekday_is_iso check (weekday between 1 and 7),
    constraint weekly_hours_open_within_the_day check (opens < '24:00')
);

-- Days that differ: the windows that open on that day instead of the weekly ones. No times means closed.
create table holdfast.overrides (
    tenant_id bigint not null references holdfast.tenants (id),
    id bigint generated always as identity,
    resource_id bigint,
    day date not null,
    opens time,
    closes time,
    note text not null default '',
    constraint overrides_pkey primary key (tenant_id, id),
    constraint overrides_resource foreign key (tenant_id, resource_id) references holdfast.resources (tenant_id, id),
    constraint overrides_once unique nulls not distinct (tenant_id, resource_id, day, opens),
    constraint override_opens_and_closes check ((opens is null) = (closes is null)),
    constraint override_open_within_the_day check (opens < '24:00')
);

-- When a group service begins; resource_id null means with any of its people.
create table holdfast.service_starts (
    tenant_id bigint not null,
    id bigint generated always as identity,
    service_id bigint not null,
    resource_id bigint,
    weekday integer not null,
    starts time not null,
    constraint service_starts_pkey primary key (tenant_id, id),
    constraint service_starts_service foreign key (tenant_id, service_id) references holdfast.services (tenant_id, id),
    constraint service_starts_resource foreign key (tenant_id, resource_id) references holdfast.resources (tenant_id, id),
    constraint service_starts_once unique nulls not distinct (tenant_id, service_id, resource_id, weekday, starts),
    constraint service_start_weekday_is_iso check (weekday between 1 and 7),
    constraint service_start_within_the_day check (starts < '24:00')
);

-- Bookings that may begin on one of the business's local days.
-- 'service': of that service (null: of all); 'resource': of that person (null: of each);
-- 'customer': of each customer. service_id narrows the last two to one service.
create table holdfast.daily_limits (
    tenant_id bigint not null references holdfast.tenants (id),
    id bigint generated always as identity,
    scope text not null,
    service_id bigint,
    resource_id bigint,
    maximum integer not null,
    constraint daily_limits_pkey primary key (tenant_id, id),
    constraint daily_limits_service foreign key (tenant_id, service_id) references holdfast.services (tenant_id, id),
    constraint daily_limits_resource foreign key (tenant_id, resource_id) references holdfast.resources (tenant_id, id),
    constraint daily_limit_scope_known check (scope in ('service', 'resource', 'customer')),
    constraint daily_limit_resource_in_scope check (resource_id is null or scope = 'resource'),
    constraint daily_limit_not_negative check (maximum >= 0)
);

create table holdfast.customers (
    tenant_id bigint not null references holdfast.tenants (id),
    id bigint generated always as identity,
    name text not null,
    email text,
    phone text,
    address text,
    created_at timestamptz not null default now(),
    constraint customers_pkey primary key (tenant_id, id),
    constraint customer_can_be_reached check (email is not null or phone is not null),
    constraint customer_phone_is_digits check (phone ~ '^\+?[0-9]{3,20}$')
);
create unique index customers_email_once on holdfast.customers (tenant_id, lower(email));
create index customers_by_phone on holdfast.customers (tenant_id, phone);

-- A hold is a booking whose status is 'held'. expires_at is when a held or pending one runs out, else infinity.
create table holdfast.bookings (
    tenant_id bigint not null,
    id bigint generated always as identity,
    service_id bigint not null,
    resource_id bigint not null,
    session_id bigint not null,
    customer_id bigint,
    -- The booking that this hold means to move.
    moving_id bigint,
    start_at timestamptz not null,
    end_at timestamptz not null,
    expires_at timestamptz not null,
    created_at timestamptz not null,
    confirmed_at timestamptz,
    -- What the business's clock showed and where, so that a change of the zone's rules is noticed.
    local_start timestamp not null,
    duration_minutes integer not null,
    claim_count integer not null,
    version integer not null default 0,
    status text not null,
    zone text not null,
    hold_id text not null,
    reference text,
    conversation text,
    -- Who holds, while it is held.
    client text,
    holder_address text,
    notes text not null default '',
    reason text not null default '',
    constraint bookings_pkey primary key (tenant_id, id),
    constraint bookings_hold_once unique (tenant_id, hold_id),
    constraint bookings_reference_once unique (tenant_id, reference),
    constraint bookings_service foreign key (tenant_id, service_id) references holdfast.services (tenant_id, id),
    constraint bookings_resource foreign key (tenant_id, resource_id) references holdfast.resources (tenant_id, id),
    constraint bookings_customer foreign key (tenant_id, customer_id) references holdfast.customers (tenant_id, id),
    constraint booking_status_known check
        (status in ('held', 'pending', 'confirmed', 'cancelled', 'declined', 'lapsed', 'expired', 'released', 'moved')),
    constraint booking_runs_forward check (start_at < end_at),
    constraint booking_hold_is_128_bits check (hold_id ~ '^[0-9a-f]{32}$'),
    constraint booking_reference_is_readable check (reference ~ '^[2-9B-DF-HJKMNP-TV-Z]{8}$'),
    constraint booking_named_once_it_is_one check
        ((status in ('held', 'expired', 'released', 'moved')) = (reference is null)
         and (reference is null) = (customer_id is null)),
    constraint booking_runs_out_while_open check ((status in ('held', 'pending')) or expires_at = 'infinity'),
    constraint booking_forgets_its_holder check (status = 'held' or (client is null and holder_address is null))
);
create index bookings_by_start on holdfast.bookings (tenant_id, start_at)
    where status in ('held', 'pending', 'confirmed');
create index bookings_by_person on holdfast.bookings (tenant_id, resource_id, id);
create index bookings_by_customer on holdfast.bookings (tenant_id, customer_id, start_at)
    where status in ('pending', 'confirmed');
create index bookings_by_client on holdfast.bookings (tenant_id, client, expires_at) where status = 'held';
create index bookings_by_address on holdfast.bookings (tenant_id, holder_address, expires_at) where status = 'held';
create index bookings_running_out on holdfast.bookings (tenant_id, expires_at) where status in ('held', 'pending');

-- Who owns time. A row blocks; no row, no block. Buffers are inside the span. expires_at is infinity once permanent.
create table holdfast.claims (
    tenant_id bigint not null,
    resource_id bigint not null,
    session_id bigint not null,
    booking_id bigint not null,
    span tstzrange not null,
    expires_at timestamptz not null,
    seat integer not null,
    -- span before session_id: the other order makes each claim scan its resource.
    constraint claims_never_overlap exclude using gist
        (tenant_id with =, resource_id with =, span with &&, session_id with <>),
    constraint claims_seat_once unique (tenant_id, session_id, resource_id, seat),
    constraint claims_resource foreign key (tenant_id, resource_id) references holdfast.resources (tenant_id, id),
    constraint claims_booking foreign key (tenant_id, booking_id) references holdfast.bookings (tenant_id, id),
    constraint claim_span_is_bounded check
        (not isempty(span) and isfinite(lower(span)) and isfinite(upper(span)) and lower_inc(span) and not upper_inc(span)),
    constraint claim_seat_positive check (seat >= 1)
);
create index claims_by_booking on holdfast.claims (tenant_id, booking_id);

-- When a resource is away. Blocks may overlap anything, each other too.
create table holdfast.blocks (
    tenant_id bigint not null,
    id bigint generated always as identity,
    resource_id bigint not null,
    span tstzrange not null,
    -- 'owner', or the calendar that it was read from and its id there.
    source text not null default 'owner',
    source_id text,
    reason text not null default '',
    created_at timestamptz not null,
    constraint blocks_pkey primary key (tenant_id, id),
    constraint blocks_source_once unique (tenant_id, source, source_id),
    constraint blocks_resource foreign key (tenant_id, resource_id) references holdfast.resources (tenant_id, id),
    constraint block_span_is_bounded check
        (not isempty(span) and isfinite(lower(span)) and isfinite(upper(span)) and lower_inc(span) and not upper_inc(span))
);
create index blocks_by_span on holdfast.blocks using gist (tenant_id, resource_id, span);

-- What a key's write answered. Kept 24 hours of machine time; holds ids and codes only.
create table holdfast.receipts (
    tenant_id bigint not null,
    route text not null,
    key text not null,
    body_hash bytea not null,
    reason text,
    detail text,
    result jsonb,
    created_at timestamptz not null default now(),
    constraint receipts_pkey primary key (tenant_id, route, key),
    constraint receipt_key_is_long_enough check (length(key) between 16 and 255)
);
create index receipts_by_age on holdfast.receipts (created_at);

-- Append-only: nobody but the diary's functions writes here, and they only insert. Holds ids and codes only.
-- Replaying it in the order of ids gives the state of claims, bookings and blocks.
create table holdfast.audit (
    tenant_id bigint not null,
    id bigint generated always as identity,
    at timestamptz not null,
    written_at timestamptz not null default clock_timestamp(),
    event text not null,
    booking_id bigint,
    block_id bigint,
    -- The booking's status and expiry afterwards.
    status text,
    expires_at timestamptz,
    -- Claims made and removed: [{resource, session, seat, booking, from, to}].
    made jsonb not null default '[]',
    removed jsonb not null default '[]',
    facts jsonb not null default '{}',
    constraint audit_pkey primary key (tenant_id, id)
);
create index audit_by_booking on holdfast.audit (tenant_id, booking_id, id);

-- What a write of the diary answers: no reason means it was done.
create type holdfast.outcome as (reason text, detail text, result jsonb);

do $$
declare
    named text;
begin
    alter table holdfast.tenants enable row level security;
    create policy tenants_own on holdfast.tenants
        using (id = nullif(current_setting('holdfast.tenant', true), '')::bigint);
    foreach named in array array['resources', 'services', 'service_durations', 'requirements', 'weekly_hours',
        'overrides', 'service_starts', 'daily_limits', 'customers', 'bookings', 'claims', 'blocks', 'receipts', 'audit']
    loop
        execute format('alter table holdfast.%I enable row level security', named);
        execute format('create policy %I on holdfast.%I using '
            '(tenant_id = nullif(current_setting(''holdfast.tenant'', true), '''')::bigint)', named || '_own', named);
    end loop;
end $$;

grant select on holdfast.tenants, holdfast.resources, holdfast.services, holdfast.service_durations,
    holdfast.requirements, holdfast.weekly_hours, holdfast.overrides, holdfast.service_starts,
    holdfast.daily_limits, holdfast.customers, holdfast.bookings, holdfast.claims, holdfast.blocks, holdfast.audit
    to holdfast_app;
