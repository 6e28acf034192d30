-- Takes a number away from its business.
-- $1 the number as E.164
delete from holdfast.phone_numbers where number = $1
returning number;
