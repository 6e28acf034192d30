-- $1 calendar: its channels are told, whether or not anything changed.
select sandbox.google_announce($1) is null as done
