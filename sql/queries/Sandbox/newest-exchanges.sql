-- $1 how many.
select * from (select * from sandbox.exchanges order by id desc limit $1) e order by id
