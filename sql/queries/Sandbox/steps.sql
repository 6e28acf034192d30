-- $1 call, $2 after this one.
select n, kind, detail from sandbox.steps where call = $1 and n > $2 order by n
