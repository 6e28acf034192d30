-- $1 tenant, $2 the state's digest, $3 the session's, $4 the code, sealed, or null, $5 why there is none, as a code.
select holdfast.answer_oauth($1, $2::bytea, $3::bytea, $4::bytea, $5) as outcome
