-- $1 tenant, $2 booking.
select q.* from holdfast.open_questions($1, $2) q
