-- What was shown in turn $1, in order.
select body from holdfast.turn_events where turn_id = $1 order by number
