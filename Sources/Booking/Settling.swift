internal import Postgres

// What the verbs share: asking, and turning a verdict into a value or a refusal.

extension Diary {
    var key: Int64 { tenant.id.value }

    /// Runs a statement and gives its failure the diary's name.
    static func asking<Row>(_ body: () throws(DatabaseError) -> [Row]) throws(DiaryError) -> [Row] {
        do throws(DatabaseError) {
            return try body()
        } catch {
            throw error.sqlState == .fenced ? .fenced : .database(error)
        }
    }

    /// The row of a statement that always gives one.
    func only<Row>(_ rows: [Row]) throws(DiaryError) -> Row {
        guard let row = rows.first else { throw refusal(.notFound, nil) }
        return row
    }

    /// What was done, or the refusal in words.
    func settle<Value>(_ verdict: Verdict<Value>) throws(DiaryError) -> Value {
        switch verdict {
        case .done(let value): return value
        case .refused(let reason, let code): throw refusal(reason, code)
        }
    }

    func refusal(_ reason: Reason, _ code: String?, alternatives: [Slot] = []) -> DiaryError {
        .refused(reason, detail: reason.words(code), alternatives: alternatives)
    }

    /// Text that Postgres can't hold is the asker's fault, not the database's.
    func checkText(_ texts: String?...) throws(DiaryError) {
        for text in texts {
            guard let text else { continue }
            if text.utf8.contains(0) { throw refusal(.invalid, "text") }
            if text.utf8.count > Self.longestText { throw refusal(.invalid, "long_text") }
        }
    }

    /// Bytes of one field.
    private static let longestText = 4000
}

extension RequestKey {
    /// The fence as the database's call takes it.
    var pair: (turn: Int64, number: Int64)? { fence.map { ($0.turn, $0.number) } }
}

extension Proof {
    /// The word that the diary's functions know it by.
    var kind: String {
        switch self {
        case .contact: "contact"
        case .link: "link"
        case .conversation: "conversation"
        case .caller: "caller"
        case .owner: "owner"
        }
    }

    var value: String? {
        switch self {
        case .contact(let text), .conversation(let text): text
        case .caller(let conversation, let name): conversation + (name.map { "\n\($0)" } ?? "")
        case .link(let id): id.description
        case .owner: nil
        }
    }
}

extension Bound {
    var day: CivilDate? {
        guard case .day(let day) = self else { return nil }
        return day
    }

    var instant: Instant? {
        guard case .instant(let instant) = self else { return nil }
        return instant
    }
}
