-- Forgets the answer $1.
select holdfast.drop_answer($1) as dropped
