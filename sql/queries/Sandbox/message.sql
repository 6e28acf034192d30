-- $1 sid.
select * from sandbox.messages where sid = $1
