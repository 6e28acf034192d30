-- What follows from a change of a booking, in the transaction that makes it: its customer is told, and calendars are written. The
-- caller holds the booking's row and has written it. A request that waits for a calendar which can be asked is settled within seconds:
-- only then is there something to tell.
create or replace function holdfast.follow_change(p_tenant bigint, p_booking bigint, p_kind text, p_asked boolean, p_now timestamptz)
returns void language plpgsql as $$
begin
    if p_kind <> 'requested' or not waits_for_seconds(p_tenant, p_booking) then
        perform tell_customer(p_tenant, p_booking, p_kind, p_asked, p_now);
    end if;
    perform write_entry(p_tenant, p_booking);
end $$;
