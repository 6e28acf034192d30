-- $1 tenant, $2 calendar, $3 the ids that a reading brought.
select holdfast.calendar_entries_move($1, $2, $3::text[]) as moves
