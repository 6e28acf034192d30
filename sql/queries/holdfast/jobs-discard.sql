-- Gives up a job that isn't running or finished, and gives its id.
-- $1 id
update holdfast.jobs set state = 'discarded', finished_at = clock_timestamp()
where id = $1 and state in ('waiting', 'resting', 'dead')
returning id;
