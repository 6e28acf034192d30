-- $1 conversation, $2 turn, $3 name, $4 how to reach them, $5 what they say.
select holdfast.take_message($1, $2, $3, $4, $5) as id
