-- $1 sid, $2 its last status, $3 virtual seconds more; no row where it has ended already.
update sandbox.calls set status = $2, seconds = seconds + $3, ended_at = clock_timestamp(), busy_until = null
where sid = $1 and ended_at is null returning *
