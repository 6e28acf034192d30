-- $1 account, $2 scopes separated by blanks, $3 access token, $4 refresh token or null.
select sub, at from sandbox.google_issue($1, string_to_array($2, ' '), $3, $4)
