-- $1 tenant, $2 calendar, $3 and $4 from when until when.
select e.* from holdfast.events_to_check($1, $2, $3::timestamptz, $4::timestamptz) e
