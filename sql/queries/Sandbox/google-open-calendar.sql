-- $1 account, $2 summary, $3 zone or null, $4 whether meetings can be had.
select sandbox.google_open_calendar($1, $2, $3, $4) as id
