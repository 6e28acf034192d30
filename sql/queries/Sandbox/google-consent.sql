-- $1 code, $2 account, $3 redirect, $4 scopes, $5 challenge, $6 method, $7 nonce, $8 offline, $9 asked anew, $10 with what was granted before.
select array_to_string(sandbox.google_consent($1, $2, $3, $4::text[], $5, $6, $7, $8, $9, $10), ' ') as scopes
