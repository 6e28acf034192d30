-- $1 tenant, $2 account, $3 the refresh's fence, $4 the token, sealed, $5 the seconds that it lasts, $6 the refresh token sealed anew, or null.
select holdfast.keep_calendar_token($1, $2, $3, $4::bytea, $5, $6::bytea) as kept
