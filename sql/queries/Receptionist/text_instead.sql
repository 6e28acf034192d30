-- Goes on by text: $1 conversation, $2 turn, $3 the first text, $4 where the dialogue stands.
select holdfast.text_instead($1, $2, $3, $4::jsonb) as texted
