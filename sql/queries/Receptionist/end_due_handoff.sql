-- Lets the receptionist speak again in conversation $1 where the people's time is over.
select holdfast.end_due_handoff($1) as has_ended
