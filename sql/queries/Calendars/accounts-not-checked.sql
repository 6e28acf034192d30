-- $1 tenant.
select a as id from holdfast.accounts_not_checked($1) a
