public import Postgres

extension Diary {
    /// Keeps a start for a client for five minutes. A refusal brings starts nearby that could be held a moment ago.
    public func hold(_ asked: SlotQuestion, start: Instant, by holder: Holder, once: RequestKey) throws(DiaryError) -> Hold {
        let rows = try Diary.asking { () throws(DatabaseError) in
            try database.call(
                Statements.holdSlot, tenant: key, fence: once.pair, key, tenant.zone, asked.service.value, start, asked.duration,
                asked.resource?.value, asked.moving?.reference.text, asked.moving?.proof.kind,
                asked.moving.flatMap { tenant.kept($0.proof) }, holder.client, holder.address, once.route, once.key, once.bodyHash)
        }
        let first = try only(rows)
        guard case .refused(let reason, let code) = first.verdict, reason.hasAlternatives else { return try settle(first.verdict) }
        let alternatives = first.looked ? rows.compactMap(\.alternative) : try alternatives(asked, near: start)
        throw refusal(reason, code, alternatives: alternatives)
    }

    /// Starts near a wish that can be held, in another transaction than the one that refused: it had locked what they need, or
    /// its answer was kept from before.
    private func alternatives(_ asked: SlotQuestion, near start: Instant) throws(DiaryError) -> [Slot] {
        try Diary.asking { () throws(DatabaseError) in
            try database.call(
                Statements.alternatives, tenant: key, key, asked.service.value, start, asked.duration, asked.resource?.value,
                asked.moving?.reference.text, asked.moving?.proof.kind, asked.moving.flatMap { tenant.kept($0.proof) }, 5)
        }
    }

    /// Gives a hold back. One that has ended already is left as it is.
    public func release(_ hold: Hold.ID, once: RequestKey) throws(DiaryError) {
        try settle(
            only(
                Diary.asking { () throws(DatabaseError) in
                    try database.call(
                        Statements.releaseHold, tenant: key, fence: once.pair, key, hold.text, once.route, once.key, once.bodyHash)
                }))
    }

    /// Five more minutes, up to fifteen in all.
    public func renew(_ hold: Hold.ID) throws(DiaryError) -> Hold {
        try settle(
            only(
                Diary.asking { () throws(DatabaseError) in
                    try database.call(Statements.renewHold, tenant: key, key, tenant.zone, hold.text)
                }))
    }

    /// Makes a hold a booking: confirmed, or pending where the business answers first.
    public func confirm(
        _ hold: Hold.ID, customer: CustomerDetails, notes: String, conversation: String?, once: RequestKey
    ) throws(DiaryError) -> Appointment {
        try checkText(customer.name, customer.email, customer.phone, customer.address, notes)
        return try settle(
            only(
                Diary.asking { () throws(DatabaseError) in
                    try database.call(
                        Statements.confirmHold, tenant: key, fence: once.pair, key, hold.text, customer.name, customer.email,
                        customer.phone.map(tenant.kept(phone:)), customer.address, notes, conversation, once.route, once.key, once.bodyHash)
                }))
    }
}
