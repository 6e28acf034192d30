-- $1 tenant, $2 account.
select c.* from holdfast.channels_to_end($1, $2) c
