-- $1 sid, $2 channel, $3 from, $4 to, $5 body, $6 segments: a text that somebody wrote to a business.
insert into sandbox.messages (sid, direction, channel, sender, recipient, body, status, segments)
values ($1, 'inbound', $2, $3, $4, $5, 'received', $6) returning *
