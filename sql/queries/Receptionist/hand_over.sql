-- Hands conversation $1 to the people of the business, in turn $2 under fence $3: $4 why, $5 name, $6 how to reach them.
select holdfast.hand_over_conversation($1, $2, $3, $4, $5, $6) as is_new
