-- Tenant $1.
select holdfast.forget_receipts($1) as forgotten
