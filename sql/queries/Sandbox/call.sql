-- $1 sid.
select * from sandbox.calls where sid = $1
