-- The numbers of business $1, the one that it sends from first.
select n.id, n.number, n.takes_whatsapp from holdfast.phone_numbers n where n.tenant_id = $1 order by n.position, n.id
