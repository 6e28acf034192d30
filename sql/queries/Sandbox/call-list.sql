-- $1 to, $2 from, $3 status (null for any), $4 below this id (null for the newest), $5 how many.
select * from sandbox.calls c
where ($1::text is null or c.recipient = $1) and ($2::text is null or c.sender = $2) and ($3::text is null or c.status = $3)
and ($4::bigint is null or c.id < $4) order by c.id desc limit $5
