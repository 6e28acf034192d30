-- Keeps how the transaction's own business wants its calls and texts.
-- $1 owner's phone, $2 texts, $3 minutes of the reminder, $4 and $5 quiet minutes of the day, $6 recorded, $7 held after a hang-up,
-- $8 minutes a call, $9 a caller and day, $10 a month
select holdfast.keep_phone_settings($1, $2, $3, time '00:00' + make_interval(mins => $4), time '00:00' + make_interval(mins => $5), $6, $7, $8,
    $9, $10) as kept
