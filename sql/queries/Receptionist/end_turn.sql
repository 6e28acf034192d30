-- Ends turn $1 under fence $2: its events from number $3 on ($4), its reply $5, the conversation's state $6, what the owner is texted $7.
select holdfast.end_turn($1, $2, $3::integer, $4::jsonb, $5, $6::jsonb, $7) as ended
