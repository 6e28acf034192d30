-- $1 tenant, $2 calendar, $3 the reading's number, $4 the ids that it brought, $5 until when it was of the whole, or null.
select h.* from holdfast.calendar_hands($1, $2, $3, $4::text[], $5::timestamptz) h
