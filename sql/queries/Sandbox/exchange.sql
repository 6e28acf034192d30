-- $1 its id.
select * from sandbox.exchanges where id = $1
