import Postgres
import Receptionist

/// Saturday, 21 November 2026, 10:00, at a dental practice.
func hear(
    _ message: String, locale: String = "en-US", expecting: Expecting = .anything, day: String = "2026-11-21",
    language: Language = .english
) -> Understanding {
    Understanding(
        message,
        in: Setting(
            today: date(day), minute: 600, region: Region(locale: locale), services: practice, people: [], expecting: expecting,
            language: language))
}

let practice = [
    Named(id: 1, name: "Cleaning", hints: "A thorough scale and polish"),
    Named(id: 2, name: "Check-up", hints: "Examination with x-rays"),
    Named(id: 3, name: "Tooth whitening", hints: ""),
    Named(id: 4, name: "Filling", hints: "Repairs a cavity"),
]

func date(_ text: String) -> CivilDate {
    let parts = text.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3, let date = CivilDate(year: parts[0], month: parts[1], day: parts[2]) else { fatalError("no date: \(text)") }
    return date
}

/// `2026-11-24 14:00`, `2026-11-24..2026-11-28 12:00-17:59`, readings parted by a stroke.
func spell(_ heard: Understanding) -> String {
    if let trouble = heard.trouble { return spell(trouble) }
    let days = heard.day.map { wish in
        wish.spans.map { $0.first == $0.last ? spell($0.first) : "\(spell($0.first))..\(spell($0.last))" }.joined(separator: ",")
            + (wish.weekdays.map { "[\($0.map { String($0.rawValue) }.joined())]" } ?? "")
            + wish.excluded.map { " not \(spell($0))" }.joined()
    }
    return [days, heard.time.map(spell), heard.soonest ? "soonest" : nil].compactMap { $0 }.joined(separator: " ")
}

private func spell(_ trouble: DateTrouble) -> String {
    switch trouble {
    case .disagreement(let written, let weekday): "\(spell(written)) or \(spell(weekday))"
    case .noSuchDay(let text): "no such day: \(text)"
    }
}

private func spell(_ day: CivilDate) -> String { "\(day.year)-\(two(day.month))-\(two(day.day))" }

private func spell(_ wish: TimeWish) -> String {
    let mark = wish.kind == .around ? "~" : ""
    return mark + wish.readings.map { $0.from == $0.to ? clock($0.from) : "\(clock($0.from))-\(clock($0.to))" }.joined(separator: "/")
}

private func clock(_ minute: Int) -> String { "\(two(minute / 60)):\(two(minute % 60))" }
private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
