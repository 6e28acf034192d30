-- Tenant $1, $2 bookings at most.
select holdfast.lapse_due($1, $2::integer) as ended
