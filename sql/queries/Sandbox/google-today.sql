-- $1 zone: its day now, by the clock that people can move.
select to_char(holdfast.now() at time zone $1, 'YYYY-MM-DD') as today
