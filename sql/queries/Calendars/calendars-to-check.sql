-- $1 tenant.
select c.* from holdfast.calendars_to_check($1) c
