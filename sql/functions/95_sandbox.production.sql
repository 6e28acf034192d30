-- Nothing stands in for a telephone network or for Google where real people are called and write.
drop schema if exists sandbox cascade;
