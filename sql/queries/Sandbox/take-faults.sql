-- $1 kinds, $2 whom it is about: what goes wrong this time.
select kind, options from sandbox.take_faults($1::text[], $2)
