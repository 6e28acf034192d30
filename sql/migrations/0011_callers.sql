-- The number that a booking was made with, as E.164; null where none was given. Whoever calls or texts from it finds the
-- booking. Each booking keeps its own: the customer's row may be given another number by anybody who knows an email.
alter table holdfast.bookings add column customer_phone text;
alter table holdfast.bookings add constraint booking_phone_is_e164 check (customer_phone ~ '^\+[1-9][0-9]{6,14}$');
create index bookings_by_phone on holdfast.bookings (tenant_id, customer_phone, start_at) where customer_phone is not null;
create index bookings_by_conversation on holdfast.bookings (tenant_id, conversation) where conversation is not null;
