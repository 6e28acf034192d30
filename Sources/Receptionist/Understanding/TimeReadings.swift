/// What written times may mean, the likeliest first.
enum TimeReadings {
    /// The minutes of the day that a written time may be.
    static func of(_ time: WrittenTime) -> [Int] {
        let base = (time.hour % 12) * 60 + time.minute
        switch time.half {
        case .am: return [base]
        case .pm: return [base + 720]
        case nil where time.exact: return [(time.hour % 24) * 60 + time.minute]
        case nil: return daytime(base) ? [base, base + 720] : [base + 720, base]
        }
    }

    /// Of a bare hour the morning is likelier from seven on.
    private static func daytime(_ minute: Int) -> Bool { (420..<720).contains(minute) }

    /// From one time to another; where the halves are open, the pairs that run forward and are shorter than half a day.
    static func between(_ from: WrittenTime, _ to: WrittenTime) -> [MinuteSpan] {
        let pairs = of(from).flatMap { start in of(to).map { MinuteSpan(start, $0 == 0 ? 1440 : $0) } }
        let forward = pairs.filter { $0.from < $0.to && $0.to - $0.from < 720 }
        let sorted = forward.sorted { ($0.to - $0.from, rank($0)) < ($1.to - $1.from, rank($1)) }
        return sorted.isEmpty ? pairs : sorted.filter { $0.to - $0.from == sorted[0].to - sorted[0].from }
    }

    private static func rank(_ span: MinuteSpan) -> Int { span.from >= 420 && span.to <= 1_320 ? 0 : 1 }

    static func after(_ time: WrittenTime) -> [MinuteSpan] { of(time).map { MinuteSpan($0, 1_439) } }

    static func before(_ time: WrittenTime) -> [MinuteSpan] { of(time).map { MinuteSpan(0, max(0, $0 - 1)) } }
}

/// The parts of the day by name.
enum DayParts {
    static let plain: [String: MinuteSpan] = [
        "morning": MinuteSpan(0, 719), "afternoon": MinuteSpan(720, 1_079), "evening": MinuteSpan(1_020, 1_439),
        "night": MinuteSpan(1_080, 1_439), "lunch": MinuteSpan(690, 840),
    ]

    /// Longer phrases, tried before the plain words.
    static let phrases: [([String], MinuteSpan)] = [
        (["first", "thing", "in", "the", "morning"], MinuteSpan(0, 600)), (["first", "thing"], MinuteSpan(0, 600)),
        (["end", "of", "the", "day"], MinuteSpan(960, 1_439)), (["end", "of", "day"], MinuteSpan(960, 1_439)),
        (["start", "of", "the", "day"], MinuteSpan(0, 600)), (["late", "in", "the", "day"], MinuteSpan(960, 1_439)),
        (["early", "in", "the", "day"], MinuteSpan(0, 600)), (["before", "lunch"], MinuteSpan(0, 719)),
        (["after", "lunch"], MinuteSpan(780, 1_079)), (["before", "work"], MinuteSpan(0, 540)),
        (["after", "work"], MinuteSpan(1_020, 1_439)),
        (["after", "school"], MinuteSpan(900, 1_439)), (["late", "in", "the", "afternoon"], MinuteSpan(900, 1_139)),
        (["early", "in", "the", "afternoon"], MinuteSpan(720, 900)), (["early", "in", "the", "morning"], MinuteSpan(0, 600)),
        (["in", "the", "morning"], MinuteSpan(0, 719)), (["in", "the", "afternoon"], MinuteSpan(720, 1_079)),
        (["in", "the", "evening"], MinuteSpan(1_020, 1_439)), (["at", "night"], MinuteSpan(1_080, 1_439)),
        (["at", "lunch"], MinuteSpan(690, 840)), (["around", "lunch"], MinuteSpan(690, 840)),
        (["over", "lunch"], MinuteSpan(690, 840)), (["during", "lunch"], MinuteSpan(690, 840)),
    ]

    /// The early, middle or late stretch of a part of the day.
    static func shaded(_ span: MinuteSpan, _ shade: String) -> MinuteSpan {
        switch (span.from, shade) {
        case (0, "early"): MinuteSpan(0, 600)
        case (0, "late"): MinuteSpan(600, 719)
        case (0, _): MinuteSpan(540, 690)
        case (720, "early"): MinuteSpan(720, 900)
        case (720, "late"): MinuteSpan(900, 1_139)
        case (720, _): MinuteSpan(810, 960)
        case (_, "late"): MinuteSpan(1_140, 1_439)
        default: span
        }
    }
}
