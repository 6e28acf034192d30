-- $1 a token, or $2 an account.
select sandbox.google_revoke($1, $2) as revoked
