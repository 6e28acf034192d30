-- $1 access token, $2 operation, $3 calendar, $4 kinds of fault: whose request it is, and what goes wrong with it.
select account, refusal, fault, options from sandbox.google_begin($1, $2, $3, $4::text[])
