public import Postgres

/// A business's diary: what can be had, and every change of it.
///
/// Each verb is one round trip to Postgres, whose functions lock, judge and write. Nothing is remembered here.
public struct Diary {
    /// The business.
    public let tenant: Tenant
    let database: Database

    /// The diary of a business that was found by `tenant(slug:in:)`.
    public init(tenant: Tenant, database: Database) {
        self.tenant = tenant
        self.database = database
    }

    /// The business of that name in its addresses.
    public static func tenant(slug: String, in database: Database) throws(DiaryError) -> Tenant? {
        guard !slug.utf8.contains(0) else { return nil }
        return try asking { () throws(DatabaseError) in try database.rows(Statements.tenantBySlug, slug) }.first
    }

    /// The business's now: business time, in its zone.
    public func now() throws(DiaryError) -> ZonedTime {
        try only(Diary.asking { () throws(DatabaseError) in try database.call(Statements.now, tenant: key, key) })
    }

    /// An instant as the business's clock shows it.
    public func zoned(_ instant: Instant) throws(DiaryError) -> ZonedTime {
        try only(Diary.asking { () throws(DatabaseError) in try database.call(Statements.zoned, tenant: key, key, [instant]) })
    }

    /// The instants at which the business's clock shows a time: two in a repeated hour; where it never does, the first
    /// instant after the gap.
    public func resolve(local day: CivilDate, minuteOfDay: Int) throws(DiaryError) -> [ZonedTime] {
        try Diary.asking { () throws(DatabaseError) in
            try database.call(Statements.resolveLocal, tenant: key, key, tenant.zone, day, minuteOfDay)
        }
    }
}

// MARK: - What is on offer

extension Diary {
    /// Everything that can be booked, in the business's order.
    public func services() throws(DiaryError) -> [Service] {
        try Diary.asking { () throws(DatabaseError) in try database.call(Statements.services, tenant: key, key) }
    }

    /// One of them.
    public func service(_ id: Service.ID) throws(DiaryError) -> Service? {
        try Diary.asking { () throws(DatabaseError) in try database.call(Statements.service, tenant: key, key, id.value) }.first
    }

    /// The people that a visitor may choose from.
    public func resources(for service: Service.ID) throws(DiaryError) -> [Resource] {
        try Diary.asking { () throws(DatabaseError) in try database.call(Statements.resourcesFor, tenant: key, key, service.value) }
    }

    /// When the business is open, day by day.
    public func openingHours(from: CivilDate, days: Int) throws(DiaryError) -> [OpenDay] {
        let rows = try Diary.asking { () throws(DatabaseError) in
            try database.call(Statements.openingHours, tenant: key, key, from, min(max(days, 1), 366))
        }
        return rows.reduce(into: []) { days, row in
            if days.last?.date == row.date { days[days.count - 1].windows += row.windows } else { days.append(row) }
        }
    }

    /// Starts that can be held, 62 days at most.
    public func slots(_ asked: SlotQuestion, from: Bound, to: Bound, limit: Int? = nil) throws(DiaryError) -> SlotList {
        let rows = try Diary.asking { () throws(DatabaseError) in
            try database.call(
                Statements.slots, tenant: key, key, tenant.zone, asked.service.value, asked.duration, asked.resource?.value,
                asked.moving?.reference.text, asked.moving?.proof.kind, asked.moving.flatMap { tenant.kept($0.proof) },
                from.day, from.instant, to.day, to.instant, limit)
        }
        var slots: [Slot] = []
        for row in rows { if let slot = try settle(row.verdict) { slots.append(slot) } }
        return SlotList(now: try only(rows).now, slots: slots)
    }

    /// Whether a start can be held, and why not.
    public func explain(_ asked: SlotQuestion, start: Instant) throws(DiaryError) -> Explanation {
        let verdict = try only(
            Diary.asking { () throws(DatabaseError) in
                try database.call(
                    Statements.explain, tenant: key, key, asked.service.value, start, asked.duration, asked.resource?.value,
                    asked.moving?.reference.text, asked.moving?.proof.kind, asked.moving.flatMap { tenant.kept($0.proof) })
            })
        switch verdict {
        case .done: return Explanation(bookable: true, reason: nil, detail: "This time can be booked.")
        case .refused(.notFound, let code): throw refusal(.notFound, code)
        case .refused(let reason, let code): return Explanation(bookable: false, reason: reason, detail: reason.words(code))
        }
    }
}
