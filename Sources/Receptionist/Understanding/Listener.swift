import Postgres

/// Reads one message: contacts first, then dates, times, choices, and what is left.
struct Listener {
    let setting: Setting
    var tokens: [Token]
    private let foreign: ForeignHearing
    private var result = Understanding()

    init(_ message: String, in setting: Setting) {
        self.setting = setting
        foreign = ForeignHearing(message, spoken: setting.language)
        let known = (setting.services + setting.people).flatMap { Naming.words($0.name) }
        tokens = Tokens(known: Set(known)).read(message).flatMap { token in
            guard token.word == "tonight" else { return [token] }
            return ["today", "night"].map { Token(text: token.text, word: $0, kind: .word) }
        }
        for index in foreign.explained(tokens) { tokens[index].taken = true }
    }

    mutating func understand() -> Understanding {
        let words = tokens.map { $0.taken ? "" : $0.word }
        result.intents = foreign.intents(beside: Intents.read(words))
        readContacts()
        readDurations()
        let soon = readSoon()
        readChoice()
        readDates()
        readTimes()
        readNames()
        if let soon { (result.day, result.time) = soon }
        result.assent =
            foreign.assent
            ?? Assent.read(
                words.filter { !$0.isEmpty }, plain: result.day == nil && result.time == nil && result.contact.isEmpty)
        result.soonest = Phrases.contain(words, Phrases.soonest) || foreign.isSoonest
        result.sameTime = Phrases.contain(words, ["same time"])
        result.flexible = Phrases.contain(words, Phrases.flexible)
        return result
    }

    private mutating func readContacts() {
        for index in tokens.indices {
            switch tokens[index].kind {
            case .email: result.contact.email = tokens[index].text.lowercased()
            case .brokenEmail: result.brokenEmail = true
            case .phone: result.contact.phone = tokens[index].text
            case .reference: result.reference = tokens[index].word.filter { $0 != "-" }
            default: continue
            }
            tokens[index].taken = true
        }
        if result.reference == nil { readSplitReference() }
        if let name = PersonName.introduced(&tokens, foreign.names) { result.contact.name = name }
    }

    /// A reference that was written in two groups of four, behind a word such as “reference”.
    private mutating func readSplitReference() {
        for index in tokens.indices.dropLast() where tokens[index].text.count == 4 && tokens[index + 1].text.count == 4 {
            let joined = tokens[index].text + tokens[index + 1].text
            let plain = tokens[index].text.lowercased()
            guard ContactShapes.isReference(joined), !Lexicon.vocabulary.contains(plain), !tokens[index].taken else { continue }
            result.reference = joined.uppercased()
            (tokens[index].taken, tokens[index + 1].taken) = (true, true)
        }
    }

    /// “30 minutes”, “an hour”, “half an hour”: how long, not when.
    private mutating func readDurations() {
        for index in tokens.indices {
            let cursor = Cursor(tokens: tokens, at: index)
            guard let (minutes, length) = Durations.read(cursor) else { continue }
            result.duration = minutes
            for place in index..<index + length { tokens[place].taken = true }
        }
    }

    /// “in an hour”, “in 2 hours”: a time of this day, or of the next one.
    private mutating func readSoon() -> (DayWish, TimeWish)? {
        for index in tokens.indices
        where tokens[index].word == "in" && tokens.indices.contains(index + 2) && tokens[index + 2].word.hasPrefix("hour") {
            guard let hours = tokens[index + 1].number ?? (tokens[index + 1].word == "an" ? 1 : nil), (1...48).contains(hours) else {
                continue
            }
            for place in index...index + 2 { tokens[place].taken = true }
            let minute = setting.minute + 60 * hours
            let day = Days.add(minute / 1_440, to: setting.today)
            return (DayWish(spans: [DaySpan(day, day)]), TimeWish(.around, [MinuteSpan(minute % 1_440)]))
        }
        return nil
    }

    private mutating func readChoice() {
        guard let (choice, range) = Choices.read(tokens, expecting: setting.expecting) else { return }
        result.choice = choice
        for index in range { tokens[index].taken = true }
    }

    private mutating func readDates() {
        let rules = DateRules(today: setting.today, region: setting.region)
        let outcome = DateGrammar(rules: rules).read(&tokens, moving: result.intents.contains(.move))
        (result.day, result.trouble) = (outcome.wish, outcome.trouble)
    }

    private mutating func readTimes() {
        let bare = tokens.filter { $0.kind != .mark && !Phrases.fillers.contains($0.word) }
        let lone = bare.count == 1 ? bare.first?.number : nil
        result.number = lone
        let expected = setting.expecting == .time || lone != nil && setting.expecting != .anything || asksForHour(bare)
        result.time = TimeGrammar(region: setting.region).read(&tokens, expected: expected)
    }

    /// “is 11 free?”, where times were offered.
    private func asksForHour(_ words: [Token]) -> Bool {
        let hours = words.filter { $0.number != nil && $0.text.allSatisfy(\.isWholeNumber) && !$0.taken }
        return [.slot, .day].contains(setting.expecting) && words.count <= 4 && hours.count == 1
    }

    /// Services and people by name, then what is left as the visitor's own name.
    private mutating func readNames() {
        if setting.expecting != .details || result.contact.isEmpty {
            result.services = Naming.best(setting.services, in: tokens.map(foreign.nameable))
            result.people = Naming.best(setting.people, in: tokens.filter { !$0.taken })
        }
        guard result.contact.name == nil else { return }
        let asked = setting.expecting == .details && result.intents.isEmpty
        guard let range = PersonName.left(tokens, hasContact: !result.contact.isEmpty || result.brokenEmail, asked: asked) else { return }
        guard foreign.mayName(range, tokens, asked: setting.expecting == .details) else { return }
        result.contact.name = PersonName.shown(tokens[range])
        result.intents = foreign.intents(
            beside: Intents.read(tokens.indices.map { range.contains($0) || foreign.explains(tokens[$0]) ? "" : tokens[$0].word }))
    }
}
