-- $1 to, $2 from (null for any), $3 sent from, $4 sent before (null for open), $5 below this id (null for the newest), $6 how many.
select * from sandbox.messages m
where ($1::text is null or (m.recipient, m.channel) = (replace($1, 'whatsapp:', ''), case when $1 like 'whatsapp:%' then 'whatsapp' else 'sms' end))
and ($2::text is null or (m.sender, m.channel) = (replace($2, 'whatsapp:', ''), case when $2 like 'whatsapp:%' then 'whatsapp' else 'sms' end))
and ($3::timestamptz is null or m.at >= $3) and ($4::timestamptz is null or m.at < $4) and ($5::bigint is null or m.id < $5)
order by m.id desc limit $6
