-- What turn $1 has settled in the diary.
select tool, booking from holdfast.settled_in_turn($1)
