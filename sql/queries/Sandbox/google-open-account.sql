-- $1 email, $2 name, $3 zone.
select sandbox.google_open_account($1, $2, $3) as email
