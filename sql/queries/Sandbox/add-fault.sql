-- $1 kind, $2 how often (null until cleared), $3 for whom (null for anybody), $4 its options as JSON.
insert into sandbox.faults (kind, remaining, recipient, options) values ($1, $2, $3, $4::text) returning id
