-- $1 tenant, $2 booking, $3 calendar, $4 the event's id, $5 the version that it was to show.
select holdfast.put_entry_back($1, $2, $3, $4, $5) as put
