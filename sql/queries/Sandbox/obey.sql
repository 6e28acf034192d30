-- $1 number of a business, $2 whoever wrote, $3 whether it stops.
select sandbox.obey($1, $2, $3) as changed
