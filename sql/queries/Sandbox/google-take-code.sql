-- $1 a code, which is taken once.
select account, redirect_uri, array_to_string(scopes, ' ') as scopes, challenge, method, nonce, refreshes from sandbox.google_take_code($1)
