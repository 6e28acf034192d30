-- $1 a token, $2 its kind.
select account, array_to_string(scopes, ' ') as scopes from sandbox.google_living($1, $2)
