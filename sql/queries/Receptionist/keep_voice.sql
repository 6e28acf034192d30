-- Keeps how the business wants to be spoken for: $1 tone, $2 what to say, $3 what not, $4 languages, $5 set answers as a list.
select holdfast.keep_voice($1, $2, $3, $4::text[], $5::jsonb) as kept
