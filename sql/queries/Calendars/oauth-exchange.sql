-- $1 tenant, $2 the state's digest.
select e.* from holdfast.oauth_exchange($1, $2::bytea) e
