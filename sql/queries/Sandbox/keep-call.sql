-- $1 sid, $2 status, $3 state, $4 virtual seconds, $5 whether somebody goes on; no row where it has ended meanwhile.
update sandbox.calls
set status = $2, state = $3, seconds = $4, busy_until = case when $5 then clock_timestamp() + interval '90 seconds' end
where sid = $1 and ended_at is null returning id
