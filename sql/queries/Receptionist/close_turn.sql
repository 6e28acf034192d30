-- $1 turn, $2 fence, $3 number of the first event, $4 events, $5 reply, $6 the conversation's state.
select holdfast.close_turn($1, $2, $3::integer, $4::jsonb, $5, $6::jsonb) as closed
