internal import Postgres

/// How a business wants its calls and texts.
public struct PhoneSettings: Sendable, Hashable {
    /// Where callers who ask for a person are put through, and what the owner is told arrives; E.164.
    public var ownerPhone: String?
    /// Whether customers are texted of their bookings.
    public var texts: Bool
    /// How long before its start a booking is called to mind; nil for never.
    public var reminderMinutes: Int?
    /// What a customer did not just ask for waits from here, in minutes of the business's day...
    public var quietFrom: Int
    /// ... until here. The hours may pass midnight; there are none where both are the same.
    public var quietUntil: Int
    public var recordCalls: Bool
    /// Whether a time that is held stays so when its caller hangs up, until the hold runs out.
    public var keepHoldOnHangup: Bool
    /// The longest call, in minutes.
    public var callMinutes: Int
    /// What one number may talk in a day of the business, in minutes.
    public var callerMinutesADay: Int
    /// What all callers may talk in a month of the business, in minutes.
    public var minutesAMonth: Int

    /// All of it; the defaults stand in the database.
    public init(
        ownerPhone: String?, texts: Bool, reminderMinutes: Int?, quietFrom: Int, quietUntil: Int, recordCalls: Bool, keepHoldOnHangup: Bool,
        callMinutes: Int, callerMinutesADay: Int, minutesAMonth: Int
    ) {
        self.ownerPhone = ownerPhone
        self.texts = texts
        self.reminderMinutes = reminderMinutes
        self.quietFrom = quietFrom
        self.quietUntil = quietUntil
        self.recordCalls = recordCalls
        self.keepHoldOnHangup = keepHoldOnHangup
        self.callMinutes = callMinutes
        self.callerMinutesADay = callerMinutesADay
        self.minutesAMonth = minutesAMonth
    }
}

extension Diary {
    /// How the business wants its calls and texts; the defaults where it never said.
    public func phoneSettings() throws(DiaryError) -> PhoneSettings {
        try only(Diary.asking { () throws(DatabaseError) in try database.call(Statements.phoneSettings, tenant: key, key) })
    }

    /// Keeps how the business wants its calls and texts. Values out of their range are refused by the database.
    public func keep(_ settings: PhoneSettings) throws(DiaryError) {
        _ = try Diary.asking { () throws(DatabaseError) in
            try database.call(
                Statements.keepPhoneSettings, tenant: key, settings.ownerPhone, settings.texts, settings.reminderMinutes,
                settings.quietFrom, settings.quietUntil, settings.recordCalls, settings.keepHoldOnHangup, settings.callMinutes,
                settings.callerMinutesADay, settings.minutesAMonth)
        }
    }

    /// The numbers that the business is reached by, E.164, the one that it sends from first.
    public func phoneNumbers() throws(DiaryError) -> [OwnNumber] {
        try Diary.asking { () throws(DatabaseError) in try database.call(Statements.phoneNumbers, tenant: key, key) }
    }
}

/// A number that a business is reached by.
public struct OwnNumber: Sendable, Hashable {
    public let id: Int64
    /// E.164.
    public let number: String
    public let takesWhatsApp: Bool
}

extension Statements {
    static let phoneSettings = Statement<PhoneSettings, Int64>(SQL.phoneSettings) { row throws(DatabaseError) in
        PhoneSettings(
            ownerPhone: try row.read("owner_phone"), texts: try row.read("texts"), reminderMinutes: try row.read("reminder_minutes"),
            quietFrom: try row.read("quiet_from"), quietUntil: try row.read("quiet_until"), recordCalls: try row.read("record_calls"),
            keepHoldOnHangup: try row.read("keep_hold_on_hangup"), callMinutes: try row.read("call_minutes"),
            callerMinutesADay: try row.read("caller_minutes_a_day"), minutesAMonth: try row.read("minutes_a_month"))
    }
    static let keepPhoneSettings = Statement<Bool, String?, Bool, Int?, Int, Int, Bool, Bool, Int, Int, Int>(SQL.keepPhoneSettings) {
        row throws(DatabaseError) in try row.read("kept")
    }
    static let phoneNumbers = Statement<OwnNumber, Int64>(SQL.phoneNumbers) { row throws(DatabaseError) in
        OwnNumber(id: try row.read("id"), number: try row.read("number"), takesWhatsApp: try row.read("takes_whatsapp"))
    }
}
