-- $1 tenant, $2 message, $3 its end or null, $4 its doubt or null, $5 reason, $6 code.
select holdfast.note_text_refused($1, $2, $3, $4, $5, $6::integer) as noted
