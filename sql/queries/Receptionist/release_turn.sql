-- Gives up turn $1, held under fence $2.
select holdfast.release_turn($1, $2) as released
