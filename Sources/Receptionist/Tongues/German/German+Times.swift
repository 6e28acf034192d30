internal import Postgres

extension German {
    var when: String { "Welcher Tag und welche Uhrzeit würden Ihnen passen?" }
    var otherDay: String { "Welcher andere Tag würde Ihnen passen?" }
    var whatInstead: String { "Was würde Ihnen besser passen? Nennen Sie mir einen Tag oder eine Uhrzeit." }
    var whenOrSoonest: String { "Wann würde es Ihnen passen? Die nächsten freien Zeiten sind diese." }
    var soonest: String { "Das sind die nächsten freien Zeiten." }
    var later: String { "Später habe ich diese Zeiten." }
    var earlier: String { "Früher habe ich diese Zeiten." }
    var others: String { "Ich habe auch diese Zeiten." }
    var nearest: String { "Die freien Zeiten, die am nächsten liegen, sind diese." }
    var twice: String { "An diesem Tag wird die Uhr umgestellt, deshalb gibt es diese Zeit zweimal." }
    var nothingElse: String { "Später habe ich nichts mehr. Sie können mir einen anderen Tag nennen." }
    var nothingEarlier: String { "Früher habe ich nichts." }
    var nothingAtAll: String { "Ich finde in den kommenden Wochen keine freie Zeit." }
    var inThePast: String { "Dieser Tag ist vorbei. Welcher andere Tag würde Ihnen passen?" }
    var morningOrAfternoon: String { "Meinen Sie vormittags, oder nachmittags oder abends?" }

    func zone(_ city: String) -> String { "Alle Zeiten sind Ortszeit (\(city))." }
    func whichTime(_ count: Int) -> String { count == 1 ? "Passt Ihnen diese Zeit?" : "Welche dieser Zeiten möchten Sie?" }
    func onlySoMany(_ count: Int) -> String {
        count == 1 ? "Ich habe nur eine Zeit genannt." : "Ich habe nur \(count) Zeiten genannt. Welche möchten Sie?"
    }

    /// “Dienstag, 24. November: 9:00, 10:00 oder 14:00 Uhr.”
    func times(_ days: [(day: CivilDate, clocks: [String])]) -> String {
        days.map { "\(day($0.day)): \(oneOf($0.clocks.dropLast().map(bare) + $0.clocks.suffix(1)))" }.joined(separator: "; ") + "."
    }

    private func bare(_ clock: String) -> String { clock.hasSuffix(" Uhr") ? String(clock.dropLast(4)) : clock }

    func offer(_ only: Moment) -> String { "Ich habe eine freie Zeit: \(moment(only)). Passt Ihnen das?" }
    var theseAreFree: String { "Diese Zeiten sind frei." }
    func nothing(on day: CivilDate?) -> String {
        day.map { "Am \(self.day($0)), habe ich nichts frei." } ?? "Da habe ich nichts frei."
    }
    func notThen(_ day: CivilDate?) -> String {
        day.map { "Am \(self.day($0)), habe ich zu dieser Tageszeit nichts, aber diese Zeiten." }
            ?? "Zu dieser Tageszeit habe ich nichts, aber diese Zeiten."
    }
    func notFree(at minute: Int, on day: CivilDate) -> String { "\(moment(day, minute)) ist nicht frei." }
    func closed(at minute: Int, on day: CivilDate) -> String { "Am \(moment(day, minute)) haben wir geschlossen." }
    func noSuchDay(_ text: String) -> String { "Den Tag „\(text)“ gibt es nicht." }
    func disagreement(_ days: [CivilDate]) -> String { "Wochentag und Datum passen nicht zusammen. \(which(days))" }
    func which(_ days: [CivilDate]) -> String { "Meinen Sie \(oneOf(days.map(day)))?" }
}
