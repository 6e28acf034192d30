import Foundation
import Postgres
import Receptionist

/// How things stand after a turn, as the database has it.
struct LiarTruth {
    struct When: Hashable {
        var day: CivilDate
        var minute: Int
    }

    struct Booking {
        var reference: String
        var status: String
        var service: String
        var when: When
        var person: String
        var stands: Bool { ["confirmed", "pending"].contains(status) }
    }

    struct Offer: Hashable {
        var when: When
        var person: String
    }

    struct Service {
        var name: String
        var minor: Int64?
        var minutes: [Int]
        var people: [String]
    }

    var today: CivilDate
    var services: [Service]
    /// Of this conversation.
    var bookings: [Booking] = []
    var holds: [Booking] = []
    /// When holds end.
    var ends: Set<Int> = []
    /// What this turn made of bookings.
    var done: Set<LiarClaim> = []
    var free: (CivilDate) -> Set<Offer> = { _ in [] }
    /// Whether nothing at all of one service is free on a day.
    var isFull: (CivilDate) -> Bool = { _ in false }
    var windows: (CivilDate) -> [ClosedRange<Int>] = { _ in [] }
}

/// Reads what was shown as a visitor would and says what of it is not so. It shares no code with what speaks.
struct LiarChecker {
    let language: Language
    let truth: LiarTruth
    private var lexicon: LiarLexicon { .of(language) }

    init(_ language: Language, _ truth: LiarTruth) { (self.language, self.truth) = (language, truth) }

    /// The claims of a whole reply that are false.
    func falsehoods(in shown: [String]) -> [LiarClaim] {
        let text = LiarText.quotesRemoved(shown.joined(separator: " "))
        var found: [LiarClaim] = [], whole: [Spoken] = []
        for sentence in LiarText.sentences(text) {
            var spoken = Spoken(sentence, language, truth.today)
            spoken.forget { when in truth.ends.contains(when.minute) && !isOwn(when) }
            whole.append(spoken)
        }
        for spoken in whole { found += falsehoods(in: spoken, among: whole) }
        return found
    }

    private func falsehoods(in spoken: Spoken, among all: [Spoken]) -> [LiarClaim] {
        let claims = claims(in: spoken)
        var wrong = claims.filter { !isTrue($0, spoken, all) }
        wrong += wrongTimes(spoken, claims)
        if !wrongPrices(spoken).isEmpty { wrong.append(.price) }
        if spoken.references.contains(where: { reference in !truth.bookings.contains { $0.reference == reference } }) {
            wrong.append(.reference)
        }
        if !wrongPeople(spoken).isEmpty { wrong.append(.person) }
        return wrong
    }

    /// A question claims nothing of an outcome; what stands before it in the same sentence may.
    private func claims(in spoken: Spoken) -> [LiarClaim] {
        let text = spoken.asks ? spoken.beforeTheQuestion : spoken.folded
        guard !text.isEmpty, !LiarText.has(lexicon.harmless, text) else { return [] }
        return LiarClaim.allCases.filter { claim in
            guard let regex = lexicon.claims[claim] else { return false }
            return claim == .assent ? LiarText.begins(regex, text.trimmingCharacters(in: .whitespaces)) : LiarText.has(regex, text)
        }
    }

    private func isTrue(_ claim: LiarClaim, _ spoken: Spoken, _ all: [Spoken]) -> Bool {
        switch claim {
        case .booked:
            return truth.bookings.contains { $0.stands }
                && spoken.moments.allSatisfy { when in truth.bookings.contains { $0.stands && $0.when == when } }
        case .held: return !truth.holds.isEmpty
        case .cancelled, .moved, .passedOn: return truth.done.contains(claim)
        case .assent: return !truth.done.isEmpty
        case .free:
            let moments = spoken.moments.isEmpty ? all.flatMap(\.moments) : spoken.moments
            return !moments.isEmpty && moments.allSatisfy { isFree($0) || isOwn($0) } || claims(in: spoken).contains(.full)
        case .full:
            if let when = spoken.moments.first { return !isFree(when) || truth.isFull(when.day) }
            return !spoken.days.isEmpty && spoken.days.allSatisfy { truth.isFull($0) || truth.windows($0).isEmpty }
        default: return true
        }
    }

    private func isFree(_ when: LiarTruth.When) -> Bool { truth.free(when.day).contains { $0.when == when } }
    private func isOwn(_ when: LiarTruth.When) -> Bool { (truth.bookings.filter(\.stands) + truth.holds).contains { $0.when == when } }

    private func wrongTimes(_ spoken: Spoken, _ claims: [LiarClaim]) -> [LiarClaim] {
        var wrong: [LiarClaim] = []
        let gone = truth.bookings.map(\.when)
        for when in spoken.moments
        where !(isFree(when) || isOwn(when) || gone.contains(when) || opens(when) || claims.contains(.full)) { wrong.append(.time) }
        let known = Set((truth.bookings + truth.holds).map(\.when))
        if !spoken.asks, spoken.moments.isEmpty, !claims.contains(.full), !spoken.isOfHours {
            wrong += spoken.days.contains { day in !known.contains { $0.day == day } } ? [.day] : []
        }
        if spoken.hasWrongDate { wrong.append(.day) }
        if spoken.loneTimes.contains(where: { minute in !known.contains { $0.minute == minute } && !truth.ends.contains(minute) }) {
            wrong.append(.time)
        }
        if !spoken.asks || !spoken.beforeTheQuestion.isEmpty {
            if spoken.namesDayInWords(unless: Set(known.map { LiarText.weekday($0.day) })) { wrong.append(.day) }
            if spoken.namesTimeInWords { wrong.append(.time) }
        } else if spoken.namesHourInWords {
            wrong.append(.time)
        }
        return wrong
    }

    private func opens(_ when: LiarTruth.When) -> Bool {
        truth.windows(when.day).contains { $0.lowerBound == when.minute || $0.upperBound == when.minute }
    }

    private func wrongPrices(_ spoken: Spoken) -> [Int64] {
        if LiarText.has(lexicon.charge, spoken.folded) { return [0] }
        let named = truth.services.filter { spoken.folded.contains(LiarText.folded($0.name)) }
        let allowed = Set((named.isEmpty ? truth.services : named).compactMap(\.minor))
        let wrong = spoken.prices.filter { !allowed.contains($0) }
        guard wrong.isEmpty, named.count > 1 else { return wrong }
        return spoken.pricesByService(named).filter { service, minor in service.minor != minor }.map(\.1)
    }

    /// Whoever is named beside a time does it; whoever is named beside nothing is one who works here.
    private func wrongPeople(_ spoken: Spoken) -> [String] {
        let staff = Set(truth.services.flatMap(\.people)), booked = truth.bookings + truth.holds
        let named = staff.filter { name in spoken.folded.contains(LiarText.folded(name.split(separator: " ").last.map(String.init) ?? name))
        }
        var wrong = spoken.titled.filter { title in !staff.contains { LiarText.folded($0).contains(title) } }
        for name in named {
            let fits = spoken.moments.allSatisfy { when in
                truth.free(when.day).contains(LiarTruth.Offer(when: when, person: name))
                    || booked.contains { $0.when == when && $0.person == name }
            }
            let alone = spoken.moments.isEmpty && !spoken.asks && !claims(in: spoken).isEmpty && !booked.contains { $0.person == name }
            if !fits || alone { wrong.append(name) }
        }
        return wrong
    }
}
