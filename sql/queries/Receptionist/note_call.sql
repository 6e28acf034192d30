-- $1 call, $2 number of ours, $3 caller or null, $4 status, $5 number of the callback, $6 seconds or null.
select holdfast.note_call($1, $2, $3, $4, $5::integer, $6::integer) as noted
