-- Whether conversation $1 is one of the tenant's.
select exists (select from holdfast.conversations where id = $1) as found
