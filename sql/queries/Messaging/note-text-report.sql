-- $1 tenant, $2 message, $3 its name at Twilio, $4 status, $5 code.
select holdfast.note_text_report($1, $2, $3, $4, $5::integer) as noted
