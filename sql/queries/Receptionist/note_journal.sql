-- $1 turn, $2 fence, $3 the results so far, $4 lease in seconds.
select holdfast.note_journal($1, $2, $3::jsonb, $4::double precision) as noted
