-- $1 tenant, $2 calendar, $3 the reading's number, and its events: $4 ids, $5 starts, $6 ends, $7 first days, $8 days behind the last,
-- $9 whether busy, $10 whether tentative, $11 etags.
select holdfast.keep_calendar_events($1, $2, $3, $4::text[], $5::timestamptz[], $6::timestamptz[], $7::date[], $8::date[], $9::boolean[],
    $10::boolean[], $11::text[]) as kept
