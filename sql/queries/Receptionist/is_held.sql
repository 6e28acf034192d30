-- Whether the hold $1 stands.
select exists (
    select from holdfast.bookings b where b.hold_id = $1 and b.status = 'held' and b.expires_at > holdfast.now()) as held
