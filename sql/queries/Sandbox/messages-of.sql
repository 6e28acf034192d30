-- $1 somebody's number (null for everybody), $2 after this id.
select * from sandbox.messages m
where m.id > $2 and ($1::text is null or m.sender = $1 or m.recipient = $1) order by m.id limit 500
