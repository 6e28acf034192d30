-- $1 sid, $2 direction, $3 channel, $4 from, $5 to, $6 body, $7 segments, $8 callback, $9 a template, $10 the network's own.
select * from sandbox.send_message($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
