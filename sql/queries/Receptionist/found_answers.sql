-- What the owner answered to the message $1 of a visitor who speaks $2 (null: not known), the best $3.
select id, language, question, answer, is_close from holdfast.found_answers($1, $2, $3::integer)
