-- $1 sid, $2 direction, $3 from, $4 to, $5 status, $6 state.
insert into sandbox.calls (sid, direction, sender, recipient, status, state) values ($1, $2, $3, $4, $5, $6) returning *
