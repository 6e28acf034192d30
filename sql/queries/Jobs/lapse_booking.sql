-- Tenant $1, booking $2.
select holdfast.lapse_booking($1, $2) as lapsed
