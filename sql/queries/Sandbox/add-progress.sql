-- $1 sid, $2 status, $3 code: something more to be told of a message.
insert into sandbox.progress (message, status, error_code) select id, $2, $3 from sandbox.messages where sid = $1 returning id
