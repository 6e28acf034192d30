-- A person says $2 in conversation $1, once under key $3; null where there is no such conversation.
select holdfast.answer_conversation($1, $2, $3) as is_new
