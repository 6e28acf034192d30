-- $1 tenant, $2 the state's digest, $3 the session's, $4 the verifier, sealed.
select holdfast.begin_oauth($1, $2::bytea, $3::bytea, $4::bytea) as begun
