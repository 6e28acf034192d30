-- $1 tenant, $2 calendar, $3 events, $4 whether each is tentative.
select e as id from holdfast.events_that_block($1, $2, $3, $4) e
