-- Lets the receptionist speak again in conversation $1; null where there is no such conversation.
select holdfast.hand_back($1) as was_handed_over
