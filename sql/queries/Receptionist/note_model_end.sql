-- $1 turn, $2 account, $3 why the script took over or null, $4 whether that counts against the model, $5 what was withheld.
select holdfast.note_model_end($1, $2, $3, $4, $5::jsonb) as noted
