-- $1 after this id, $2 about (null for all), $3 direction (null for both).
select * from sandbox.exchanges
where id > $1 and ($2::text is null or about = $2) and ($3::text is null or direction = $3) order by id limit 500
