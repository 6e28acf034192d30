-- $1 message, $2 whether it is tried again.
select sandbox.google_settle_push($1, $2) is null as done
