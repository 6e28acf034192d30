-- $1 tenant, $2 message, $3 its name at Twilio, $4 its segments.
select holdfast.note_text_taken($1, $2, $3, $4::integer) as noted
