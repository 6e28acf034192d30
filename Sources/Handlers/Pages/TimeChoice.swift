internal import Booking
internal import Postgres
internal import Web

/// Which service, how long, with whom and when: what the query of a times page says, and its links repeat.
struct TimeChoice {
    /// Days shown at once.
    static let span = 14

    var service: Service
    var duration: Int?
    var resource: Resource.ID?
    /// The first day shown, and the one whose times are.
    var from: Days
    var day: Days?
    private let today: Days

    /// Reads the query. A day that is none, or past, is today; without a duration it is the usual one.
    init(_ query: Fields, service: Service, duration usual: Int?, today: Days) throws(Problem) {
        self.service = service
        self.today = today
        duration = try Asking.duration(query["duration"]) ?? usual
        resource = try Asking.resource(query["resource"])
        from = max(query["from"].flatMap { Days($0) } ?? today, today)
        day = query["day"].flatMap { Days($0) }
    }

    /// The last day shown.
    var last: Days { Days(number: from.number + Self.span - 1) }

    /// The first day of the page before; nil where that is past.
    var earlier: Days? { from > today ? max(Days(number: from.number - Self.span), today) : nil }

    /// The first day of the page after.
    var later: Days { Days(number: last.number + 1) }

    /// The query of another page of the same choice.
    func query(from: Days, day: Days? = nil) -> KeyValuePairs<String, String> {
        [
            "service": service.id.description, "duration": duration.map { String($0) } ?? "", "resource": resource?.description ?? "",
            "from": from.text, "day": day?.text ?? "",
        ]
    }
}

/// The free times of a choice, by local day.
struct FreeTimes {
    let days: [(day: Days, slots: [Slot])]

    init(_ slots: [Slot]) {
        var days: [(day: Days, slots: [Slot])] = []
        for slot in slots {
            guard let day = Days(slot.start.timestamp.dateText) else { continue }
            if days.last?.day == day { days[days.count - 1].slots.append(slot) } else { days.append((day, [slot])) }
        }
        self.days = days
    }

    /// The slots of a day, or of the first that has any.
    func shown(_ day: Days?) -> (day: Days, slots: [Slot])? {
        guard let day else { return days.first }
        return days.first { $0.day == day } ?? (day, [])
    }
}

extension CivilDate {
    /// The calendar's day as the diary takes it; the year is bounded by what a page can name.
    init?(_ days: Days) {
        let (year, month, day) = days.civil
        self.init(year: year, month: month, day: day)
    }
}
