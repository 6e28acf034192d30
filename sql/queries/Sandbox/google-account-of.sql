-- $1 a token, living or not.
select account from sandbox.google_tokens t where t.token = $1
