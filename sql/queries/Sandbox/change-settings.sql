-- $1 whether keywords are told of, $2 a real step in milliseconds, $3 where failed calls go; what is null stays as it is.
update sandbox.settings
set advanced_opt_out = coalesce($1, advanced_opt_out), step_ms = coalesce($2, step_ms), fallback = nullif(coalesce($3, fallback), '')
returning step_ms
