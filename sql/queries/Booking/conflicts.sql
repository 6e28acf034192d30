-- Coming bookings of tenant $1 that lie in blocked time.
select a.* from holdfast.appointments($1, holdfast.conflicts($1)) a
