-- $1 channel, $2 from, $3 to: the code by which a message is refused.
select sandbox.refusal($1, $2, $3) as code
