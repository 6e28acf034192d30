-- $1 tenant, $2 whether customers are invited, $3 whether what is tentative blocks, $4 the outage rule.
select holdfast.keep_calendar_settings($1, $2::boolean, $3::boolean, $4) as kept
