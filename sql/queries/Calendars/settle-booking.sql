-- $1 tenant, $2 booking.
select holdfast.settle_booking($1, $2) as settled
