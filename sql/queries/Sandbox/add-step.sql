-- $1 call, $2 kind, $3 what of it, as JSON.
insert into sandbox.steps (call, n, kind, detail)
select $1, coalesce(max(n), 0) + 1, $2, $3 from sandbox.steps where call = $1 returning n
