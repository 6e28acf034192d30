-- $1 tenant, $2 booking, $3 calendar, $4 the event's id, $5 the version that it shows, or null where it is gone, $6 its etag.
select holdfast.note_entry($1, $2, $3, $4, $5, $6) as noted
