-- $1 direction, $2 event, $3 about, $4 method, $5 url, $6 parameters, $7 token, $8 status, $9 type, $10 answer, $11 ms, $12 fault.
insert into sandbox.exchanges (direction, event, about, method, url, parameters, token, status, type, answer, ms, fault)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) returning *
