-- $1 a refresh token that another took the place of.
update sandbox.google_tokens t set revoked = true where t.token = $1 returning t.id
