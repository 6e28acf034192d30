-- $1 sid: it is moved on by nobody else until it is kept again; no row where somebody does, or where it has ended.
update sandbox.calls set busy_until = clock_timestamp() + interval '90 seconds'
where sid = $1 and ended_at is null and (busy_until is null or busy_until < clock_timestamp()) returning *
