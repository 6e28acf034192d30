public import Postgres

/// Days from the first to the last, both meant.
public struct DaySpan: Hashable, Sendable {
    public var first: CivilDate
    public var last: CivilDate
    public init(_ first: CivilDate, _ last: CivilDate) {
        self.first = first
        self.last = last
    }
    init(_ day: CivilDate) { self.init(day, day) }

    /// Every day of the span, in order.
    public var days: [CivilDate] { (Days.number(first)...max(Days.number(first), Days.number(last))).map(Days.date) }

    func contains(_ day: CivilDate) -> Bool { first <= day && day <= last }

    func shifted(by days: Int) -> DaySpan { DaySpan(Days.add(days, to: first), Days.add(days, to: last)) }

    var length: Int { Days.number(last) - Days.number(first) + 1 }
}

/// Which days somebody would like.
public struct DayWish: Hashable, Sendable, Codable {
    /// The days that would do, in the order in which they were said.
    public var spans: [DaySpan]
    /// Of these only such weekdays; nil for any.
    public var weekdays: [Weekday]?
    /// Days that won't do.
    public var excluded: [CivilDate] = []

    public init(spans: [DaySpan], weekdays: [Weekday]? = nil, excluded: [CivilDate] = []) {
        self.spans = spans
        self.weekdays = weekdays
        self.excluded = excluded
    }

    /// The one day that is meant, where it is one.
    public var single: CivilDate? {
        guard spans.count == 1, let span = spans.first, span.first == span.last else { return nil }
        return span.first
    }

    /// Whether a day would do.
    public func takes(_ day: CivilDate) -> Bool {
        spans.contains { $0.contains(day) } && (weekdays?.contains(Days.weekday(day)) ?? true) && !excluded.contains(day)
    }
}

/// Minutes of a local day, from the first to the last start that would do.
public struct MinuteSpan: Hashable, Sendable, Codable {
    public var from: Int
    public var to: Int
    public init(_ from: Int, _ to: Int) {
        self.from = from
        self.to = to
    }
    public init(_ minute: Int) { self.init(minute, minute) }

    func contains(_ minute: Int) -> Bool { from <= minute && minute <= to }

    /// What both share, or where they share nothing all that lies between them.
    func joined(with other: MinuteSpan) -> MinuteSpan {
        let shared = MinuteSpan(max(from, other.from), min(to, other.to))
        return shared.from <= shared.to ? shared : MinuteSpan(min(from, other.from), max(to, other.to))
    }
}

/// Which time of day somebody would like.
public struct TimeWish: Hashable, Sendable, Codable {
    public enum Kind: String, Codable, Sendable {
        /// At a minute.
        case at
        /// Somewhere near a minute.
        case around
        /// Between two minutes.
        case within
        /// At any of several minutes.
        case among
    }
    public var kind: Kind
    /// What may be meant, the likeliest first: “at 4” has two readings until the opening hours decide.
    public var readings: [MinuteSpan]
    public init(_ kind: Kind, _ readings: [MinuteSpan]) {
        self.kind = kind
        self.readings = readings
    }
}

/// What keeps a date from being taken as it was written.
public enum DateTrouble: Hashable, Sendable {
    /// The weekday and the date disagree: the date as written, and the day with that weekday nearest to it.
    case disagreement(written: CivilDate, weekday: CivilDate)
    /// No calendar has that day, such as 31 November.
    case noSuchDay(String)
}

extension DaySpan: Codable {
    public init(from decoder: any Decoder) throws {
        var box = try decoder.unkeyedContainer()
        self.init(Days.date(try box.decode(Int.self)), Days.date(try box.decode(Int.self)))
    }

    public func encode(to encoder: any Encoder) throws {
        var box = encoder.unkeyedContainer()
        try box.encode(Days.number(first))
        try box.encode(Days.number(last))
    }
}

extension DayWish {
    enum CodingKeys: String, CodingKey { case spans, weekdays, excluded }

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            spans: try box.decode([DaySpan].self, forKey: .spans),
            weekdays: try box.decodeIfPresent([Weekday].self, forKey: .weekdays),
            excluded: try box.decode([Int].self, forKey: .excluded).map(Days.date))
    }

    public func encode(to encoder: any Encoder) throws {
        var box = encoder.container(keyedBy: CodingKeys.self)
        try box.encode(spans, forKey: .spans)
        try box.encodeIfPresent(weekdays, forKey: .weekdays)
        try box.encode(excluded.map(Days.number), forKey: .excluded)
    }
}
