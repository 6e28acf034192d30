-- A booking keeps the name and the address that it was made with: a family shares an email, a customer has two houses,
-- and the next booking changes what the customer's row says. Null on bookings from before: the customer's row says it.
alter table holdfast.bookings add column customer_name text;
alter table holdfast.bookings add column customer_address text;
