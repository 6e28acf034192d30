-- Nothing stands in for a telephone network where real people are called.
drop schema if exists sandbox cascade;
