/// What a model may say in a language. What has no form here, and a word that is not listed, is not said.
///
/// A clause asks, offers, requests or thanks: it begins with one of the openings and goes on with words that know no number, day, time,
/// price or name and can't say how a thing stands. Or it states one of a few facts, each of which needs its proof.
struct Vocabulary: Sendable {
    /// What a clause states.
    enum Claim: Hashable, Sendable {
        /// What the rows that it names say by themselves.
        case fact
        /// That the times which it names are free.
        case times
        case booked, moved, cancelled, held, passedOn
    }

    /// How a clause begins: with thanks or the like, with an offer or a wish, or with a question.
    enum Opening: Sendable {
        case courtesy, offer, question
    }

    private let openings: [(kind: Opening, form: Form)]
    private let statements: [(claim: Claim, form: Form)]
    private let plain: Set<String>
    private let askable: Set<String>
    /// With these, words become a statement, so they stand only in a question, or behind a word of doubt.
    private let binding: Set<String>
    private let doubts: Set<String>
    /// Behind these another clause may begin.
    private let joins: Set<String>
    /// Words that are harmless alone and say something together, such as “at one”.
    private let never: [[String]]
    /// A question is between two marks, since its words don't tell it from a statement.
    private let marksQuestions: Bool
    private let known: Set<String>

    init(
        courtesies: String, offers: String, questions: String, states: [Claim: String], plain: String, askable: String, binding: String,
        doubts: String, joins: String, never: String, marksQuestions: Bool = false
    ) {
        openings =
            Form.list(questions).map { (.question, $0) } + Form.list(offers).map { (.offer, $0) }
            + Form.list(courtesies).map { (.courtesy, $0) }
        statements = states.flatMap { claim, lines in Form.list(lines).map { (claim, $0) } }
        self.plain = Self.set(plain).union(["#business"])
        (self.binding, self.doubts, self.joins) = (Self.set(binding), Self.set(doubts), Self.set(joins))
        self.askable = self.plain.union(Self.set(askable)).union(Self.named).union(self.binding)
        self.never = never.split { $0 == "\n" }.map { $0.split { $0 == " " }.map(String.init) }
        self.marksQuestions = marksQuestions
        let formed = openings.map(\.form) + statements.map(\.form)
        known = formed.reduce(self.askable.union(self.joins)) { $0.union($1.words) }
    }

    /// Rows that a question or an offer may name.
    private static let named: Set<String> = ["#slot", "#service", "#person", "#hold", "#booking", "#price", "#minutes"]

    private static func set(_ words: String) -> Set<String> { Set(words.split { $0.isWhitespace }.map(String.init)) }
}

extension Vocabulary {
    /// What a sentence claims; or why it can't be read as anything that may be said.
    func read(_ said: Utterance) throws(Withheld) -> Set<Claim> {
        let tokens = lists(joined: said.tokens), clauses = tokens.split(whereSeparator: Utterance.pauses.contains)
        guard let last = clauses.last else { throw .markup }
        guard clauses.joined().allSatisfy({ $0.hasPrefix("#") || known.contains($0) }) else { throw .unknownWord }
        guard !never.contains(where: { words in clauses.contains { $0.contains(words) } }) else { throw .unknownWord }
        var claims: Set<Claim> = [], before: Opening?
        for clause in clauses {
            let isMarked = clause.startIndex > 0 && tokens[clause.startIndex - 1] == Utterance.questionOpens
            let place = Place(
                before: before == .courtesy ? nil : before, asks: said.asks && (!marksQuestions || isMarked || before == .question),
                isLast: clause.startIndex == last.startIndex)
            guard let read = reading(clause, place) else { throw .unknownForm }
            claims.formUnion(read.claims)
            before = read.opening ?? before
        }
        return claims
    }

    /// Where a clause stands.
    private struct Place {
        /// How the clause before began, if this one may go on with it.
        var before: Opening?
        var asks: Bool
        var isLast: Bool

        func after(_ opening: Opening?) -> Place { Place(before: opening ?? before, asks: asks, isLast: isLast) }
    }

    private struct Reading {
        var claims: Set<Claim> = []
        var opening: Opening?

        func then(_ next: Reading) -> Reading { Reading(claims: claims.union(next.claims), opening: next.opening ?? opening) }
    }

    private func reading(_ clause: ArraySlice<String>, _ place: Place) -> Reading? {
        let clause = clause.drop(while: joins.contains)
        guard !clause.isEmpty else { return Reading() }
        if let stated = statements.first(where: { $0.form.isWhole(clause) }) { return Reading(claims: [stated.claim]) }
        for (kind, form) in openings where kind != .question || place.asks {
            for end in form.ends(in: clause).sorted(by: >) {
                let doubts = clause[..<end].contains(where: doubts.contains)
                if let read = rest(clause[end...], of: kind, doubted: doubts, place) { return read }
            }
        }
        if let cut = clause.indices.dropFirst().first(where: { joins.contains(clause[$0]) }),
            let first = reading(clause[..<cut], place), let next = reading(clause[cut...], place.after(first.opening))
        {
            return first.then(next)
        }
        return place.before.flatMap { may(clause, $0, bind: false) ? Reading() : nil }
    }

    /// What stands behind an opening. “Does it suit?” asks; “suits, anything else?” doesn't, so a question has more words or is the last.
    private func rest(_ tail: ArraySlice<String>, of kind: Opening, doubted: Bool, _ place: Place) -> Reading? {
        let end = tail.firstIndex(where: joins.contains) ?? tail.endIndex
        guard may(tail[..<end], kind, bind: kind == .question || doubted) else { return nil }
        guard kind != .question || end > tail.startIndex || (place.isLast && tail.isEmpty) else { return nil }
        let read = Reading(opening: kind)
        return end == tail.endIndex ? read : reading(tail[end...], place.after(kind)).map(read.then)
    }

    /// Whether words may follow an opening of a kind, or go on with it.
    private func may(_ words: ArraySlice<String>, _ kind: Opening, bind: Bool) -> Bool {
        let allowed = kind == .courtesy ? plain : askable
        guard words.allSatisfy({ allowed.contains($0) || joins.contains($0) }) else { return false }
        return bind || !words.prefix { kind == .courtesy || !doubts.contains($0) }.contains(where: binding.contains)
    }

    /// “{slot:a}, {slot:b} or {slot:c}” is one thing.
    private func lists(joined tokens: [String]) -> [String] {
        var list: [String] = [], waiting: [String] = []
        for token in tokens {
            if token == list.last, Self.listed.contains(token) {
                waiting = []
            } else if let last = list.last, Self.listed.contains(last), token == Utterance.comma || joins.contains(token) {
                waiting.append(token)
            } else {
                list += waiting + [token]
                waiting = []
            }
        }
        return list + waiting
    }

    private static let listed: Set<String> = ["#slot", "#service"]
}

extension Vocabulary {
    static func of(_ language: Language) -> Vocabulary {
        switch language {
        case .english: english
        case .spanish: spanish
        case .french: french
        case .german: german
        case .portuguese: portuguese
        }
    }
}
