-- Tenant $1, bookings $2.
select holdfast.lapse_bookings($1, $2::bigint[]) as lapsed
