-- Keeps an answer under its id $1, or a new one where that is null: $2 language, $3 question, $4 answer. Null where it can't be kept.
select holdfast.keep_answer($1, $2, $3, $4) as id
