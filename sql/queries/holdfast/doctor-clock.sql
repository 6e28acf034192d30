-- Whether business time is the server's own, and whether anything is there that could move it.
select holdfast.now() = pg_catalog.now() as true_time,
    to_regprocedure('holdfast.clock_set(timestamptz)') is not null as movable;
