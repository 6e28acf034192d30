-- $1 tenant, $2 booking, $3 calendar, $4 answer.
select holdfast.answer_question($1, $2, $3, $4) as answered
