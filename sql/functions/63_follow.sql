-- What follows from a change of a booking, in the transaction that makes it: its customer is told, and calendars are written. The
-- caller holds the booking's row and has written it.
create or replace function holdfast.follow_change(p_tenant bigint, p_booking bigint, p_kind text, p_asked boolean, p_now timestamptz)
returns void language plpgsql as $$
begin
    perform tell_customer(p_tenant, p_booking, p_kind, p_asked, p_now);
    perform write_entry(p_tenant, p_booking);
end $$;
