-- Every instant at which the clock of tenant $1 (zone $2) shows minute $4 of day $3.
select at, utc_offset, abbreviation
from holdfast.zoned($1, variadic array(select holdfast.resolve_local($3::date + make_interval(mins => $4), $2)))
