-- How business $1 wants its calls and texts; times as minutes of the day.
select s.owner_phone, s.texts, s.reminder_minutes, s.record_calls, s.keep_hold_on_hangup, s.call_minutes, s.caller_minutes_a_day,
    s.minutes_a_month, extract(epoch from s.quiet_from)::integer / 60 as quiet_from, extract(epoch from s.quiet_until)::integer / 60 as quiet_until
from holdfast.phone_settings_of($1) s
