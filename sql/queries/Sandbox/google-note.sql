-- $1 direction, $2 operation, $3 account, $4 method, $5 url, $6 body, $7 status, $8 answer, $9 ms, $10 fault.
insert into sandbox.google_exchanges (direction, operation, account, method, url, body, status, answer, ms, fault)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning id
