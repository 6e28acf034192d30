-- $1 turn, $2 conversation, $3 questions, $4 prompt, $5 cached and $6 answer tokens, $7 millionths of their cost.
select holdfast.note_model_use($1, $2, $3::integer, $4, $5, $6, $7) as noted
