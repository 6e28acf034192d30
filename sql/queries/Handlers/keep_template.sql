-- $1 tenant, $2 kind, $3 language, $4 Twilio's name for the template, or null to take it away.
select holdfast.keep_template($1, $2, $3, $4) as kept
