-- Booking $2 of tenant $1.
select a.* from holdfast.appointments($1, array[$2::bigint]) a
