-- Whether the hold $1 was given back or has run out. One that became a booking is not gone.
select exists (
    select from holdfast.bookings b where b.hold_id = $1
        and (b.status in ('released', 'expired') or b.status = 'held' and b.expires_at <= holdfast.now())) as gone
