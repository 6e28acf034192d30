public import Postgres

extension Diary {
    /// The booking of that reference, for whoever proves that it is theirs.
    public func appointment(_ reference: Reference, proof: Proof) throws(DiaryError) -> Appointment {
        try checkText(proof.value)
        return try found(
            Diary.asking { () throws(DatabaseError) in
                try database.call(Statements.bookingByReference, tenant: key, key, reference.text, proof.kind, tenant.kept(proof))
            })
    }

    /// The booking that a verified link names.
    public func appointment(id: Appointment.ID) throws(DiaryError) -> Appointment {
        try found(Diary.asking { () throws(DatabaseError) in try database.call(Statements.bookingByID, tenant: key, key, id.value) })
    }

    /// Moves a booking to the time that a hold keeps, under the same reference.
    public func reschedule(
        _ reference: Reference, proof: Proof, to hold: Hold.ID, once: RequestKey
    ) throws(DiaryError) -> Appointment {
        try checkText(proof.value)
        return try settle(
            only(
                Diary.asking { () throws(DatabaseError) in
                    try database.call(
                        Statements.rescheduleBooking, tenant: key, fence: once.pair, key, reference.text, proof.kind, tenant.kept(proof),
                        hold.text, once.route, once.key, once.bodyHash)
                }))
    }

    /// Cancels a booking. One that is cancelled already stays so.
    public func cancel(_ reference: Reference, proof: Proof, reason: String, once: RequestKey) throws(DiaryError) -> Appointment {
        try checkText(proof.value, reason)
        return try settle(
            only(
                Diary.asking { () throws(DatabaseError) in
                    try database.call(
                        Statements.cancelBooking, tenant: key, fence: once.pair, key, reference.text, proof.kind, tenant.kept(proof),
                        reason, once.route, once.key, once.bodyHash)
                }))
    }

    private func found(_ rows: [Appointment]) throws(DiaryError) -> Appointment {
        guard let booking = rows.first else { throw refusal(.notFound, "booking") }
        return booking
    }
}

// MARK: - The business's own

extension Diary {
    /// Says yes to a pending booking.
    public func approve(_ id: Appointment.ID, once: RequestKey) throws(DiaryError) -> Appointment {
        try settle(
            only(
                Diary.asking { () throws(DatabaseError) in
                    try database.call(Statements.approveBooking, tenant: key, key, id.value, once.route, once.key, once.bodyHash)
                }))
    }

    /// Says no to a pending booking; its time is free again.
    public func decline(_ id: Appointment.ID, reason: String, once: RequestKey) throws(DiaryError) -> Appointment {
        try checkText(reason)
        return try settle(
            only(
                Diary.asking { () throws(DatabaseError) in
                    try database.call(Statements.declineBooking, tenant: key, key, id.value, reason, once.route, once.key, once.bodyHash)
                }))
    }

    /// Pending and confirmed bookings that touch these days.
    public func agenda(from: Bound, to: Bound) throws(DiaryError) -> [Appointment] {
        try Diary.asking { () throws(DatabaseError) in
            try database.call(Statements.agenda, tenant: key, key, tenant.zone, from.day, from.instant, to.day, to.instant)
        }
    }

    /// Takes a resource's time away. Bookings in it stay, and are listed as conflicts.
    public func block(
        _ resource: Resource.ID, from: Instant, to: Instant, reason: String, once: RequestKey
    ) throws(DiaryError) -> Block {
        try checkText(reason)
        return try settle(
            only(
                Diary.asking { () throws(DatabaseError) in
                    try database.call(
                        Statements.blockResource, tenant: key, key, tenant.zone, resource.value, from, to, reason,
                        once.route, once.key, once.bodyHash)
                }))
    }

    /// Gives blocked time back.
    public func unblock(_ id: Block.ID, once: RequestKey) throws(DiaryError) {
        try settle(
            only(
                Diary.asking { () throws(DatabaseError) in
                    try database.call(Statements.unblockResource, tenant: key, key, id.value, once.route, once.key, once.bodyHash)
                }))
    }

    /// Blocks that touch these days.
    public func blocks(from: Bound, to: Bound) throws(DiaryError) -> [Block] {
        try Diary.asking { () throws(DatabaseError) in
            try database.call(Statements.blocks, tenant: key, key, tenant.zone, from.day, from.instant, to.day, to.instant)
        }
    }

    /// Coming bookings that lie in blocked time.
    public func conflicts() throws(DiaryError) -> [Appointment] {
        try Diary.asking { () throws(DatabaseError) in try database.call(Statements.conflicts, tenant: key, key) }
    }
}
