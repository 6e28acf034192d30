-- What is to be told of one message, in its order.
select id from sandbox.take_progress() order by id
