internal import Booking
internal import Postgres

/// What is said on the phone at once, and what may come back.
public struct SpokenReply: Hashable, Sendable {
    /// What a key stands for.
    public enum Press: Hashable, Sendable {
        /// As if it had been said.
        case says(String)
        /// Does something; the words stand for it in the transcript.
        case does(Action, String)
    }

    public var language: Language
    /// Everything that is said, the keys last.
    public var text: String
    public var keys: [Character: Press]
    /// A number is asked for: digits up to the pound key.
    public var isNumberAsked: Bool
    public var step: CallFace.Step
}

/// Renders what was said in a turn for the ear: sentences as they are, and for what a card shows the keys that choose it.
///
/// Pure: the same turn is always said in the same words, and its keys mean the same whenever they are asked for.
struct SpeechRendering {
    let business: Tenant
    let events: [StoredEvent]

    var reply: SpokenReply {
        let call = call, words = wording(call)
        let choices = call.step == .listen ? choices(words, call.pad) : []
        let pressed = choices.isEmpty ? [] : [pressing(choices, words)]
        var keys = Dictionary(uniqueKeysWithValues: zip(Self.digits, choices.map(\.press)))
        if call.step == .listen {
            if call.pad == .menu, keys.isEmpty { keys = Self.menu(words) }
            keys["0"] = .says(words.personWords)
        }
        let said = events.compactMap(\.text) + pressed
        return SpokenReply(
            language: call.language, text: said.joined(separator: " ").replacing("\u{A0}", with: " "), keys: keys,
            isNumberAsked: call.pad == .number, step: call.step)
    }

    /// The keys of what can be done.
    static func menu(_ words: Wording) -> [Character: SpokenReply.Press] {
        Dictionary(uniqueKeysWithValues: zip(digits, words.tongue.menuWords.map(SpokenReply.Press.says)))
    }

    private static let digits: [Character] = ["1", "2", "3", "4", "5", "6", "7", "8", "9"]
    /// More than these are not kept in mind.
    private static let mostServices = 6
    private static let mostTimes = 3

    private var call: CallFace {
        for case .call(let face)? in events.lazy.map(\.card) { return face }
        return CallFace(language: Language(locale: business.locale), day: "", pad: .none, step: .listen)
    }

    private func wording(_ call: CallFace) -> Wording {
        Wording(business: business, today: LocalTime(call.day)?.day ?? Days.date(0), language: call.language, isSpoken: true)
    }
}

// MARK: - Choices

extension SpeechRendering {
    private struct Choice {
        var label: String
        var press: SpokenReply.Press
    }

    private func choices(_ words: Wording, _ pad: CallFace.Pad) -> [Choice] {
        for card in events.compactMap(\.card).reversed() {
            switch card {
            case .slots(let list) where !list.slots.isEmpty: return times(list, words)
            case .services(let services):
                return services.prefix(Self.mostServices).map { Choice(label: $0.name, press: .does(.service($0.id), $0.name)) }
            case .bookings(let own):
                return zip(Self.digits, own).map { Choice(label: $0.1.label, press: .says(String($0.0))) }
            default: continue
            }
        }
        switch pad {
        case .yesNo: return [words.tongue.yes, words.tongue.no].map { Choice(label: $0, press: .says($0)) }
        case .name: return [Choice(label: words.tongue.underNumber, press: .does(.unnamed, words.tongue.underNumber))]
        case .none, .menu, .number: return []
        }
    }

    private func times(_ list: Card.SlotList, _ words: Wording) -> [Choice] {
        let slots = list.slots.prefix(Self.mostTimes)
        let isOneDay = Set(slots.compactMap { LocalTime($0.start)?.day }).count == 1
        let named = slots.map { slot in
            let label = slots.count == 1 ? words.tongue.yes : LocalTime(slot.start).map { Self.label($0, words, isOneDay: isOneDay) }
            return Choice(label: label ?? slot.label, press: .does(.slot(slot.id), slot.label))
        }
        return named + [Choice(label: words.tongue.otherTimes, press: .does(.otherTimes, words.tongue.otherTimes))]
    }

    private static func label(_ time: LocalTime, _ words: Wording, isOneDay: Bool) -> String {
        isOneDay ? words.tongue.timeOfDay(time.minute) : words.tongue.moment(time.day, time.minute)
    }

    /// “Tuesday, November 24th. Press 1 for 2 PM, 2 for 2:15 PM or 3 for other times.”
    private func pressing(_ choices: [Choice], _ words: Wording) -> String {
        let pressed = words.tongue.press(zip(Self.digits, choices).map { (key: $0.0, label: $0.1.label) })
        guard let day = commonDay(words) else { return pressed }
        return "\(day.capitalised). \(pressed)"
    }

    /// The day of times that are all on one; a single time was named with its day.
    private func commonDay(_ words: Wording) -> String? {
        for case .slots(let list) in events.compactMap(\.card).reversed() {
            let times = list.slots.prefix(Self.mostTimes).compactMap { LocalTime($0.start) }
            guard times.count > 1, let first = times.first, times.allSatisfy({ $0.day == first.day }) else { return nil }
            return words.tongue.day(first.day)
        }
        return nil
    }
}

/// The business's own day and minute in an RFC 3339 text, or a day alone.
struct LocalTime {
    let day: CivilDate
    let minute: Int

    init?(_ text: String) {
        let numbers = text.prefix(16).split { !$0.isNumber }.compactMap { Int($0) }
        guard numbers.count >= 3, let day = CivilDate(year: numbers[0], month: numbers[1], day: numbers[2]) else { return nil }
        self.day = day
        minute = numbers.count >= 5 ? numbers[3] * 60 + numbers[4] : 0
    }
}
