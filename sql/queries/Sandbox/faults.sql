-- What will go wrong.
select kind, remaining, recipient, options from sandbox.faults order by id
