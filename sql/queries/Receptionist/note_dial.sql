-- The owner's phone rings for call $1, or $2 came of it.
select holdfast.note_dial($1, $2) as noted
