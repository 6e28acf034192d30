-- Call $1 is recorded as $2, $3 seconds long.
select holdfast.note_recording($1, $2, $3::integer) as noted
