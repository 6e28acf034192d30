-- $1 tenant, $2 resource, $3 the calendar that is written, or null, $4 those that are read.
select holdfast.choose_calendars($1, $2, $3::bigint, $4::bigint[]) as chosen
