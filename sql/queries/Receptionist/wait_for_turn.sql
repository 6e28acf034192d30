-- A moment until the turn is looked at again.
select pg_sleep(0.05) is null as waited
