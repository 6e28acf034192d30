-- The business hours of tenant $1 for $3 days from $2. A day without windows has one row without times.
select day, opens, opens_offset, opens_abbreviation, closes, closes_offset, closes_abbreviation
from holdfast.opening_hours($1, $2, $3)
