internal import Postgres
internal import Web

/// The kinds of fault that a test or a person can ask for, and what each is told.
enum FaultKind {
    static let all: Set<String> = [
        "lose_answer", "lose_request", "refuse", "slow", "undelivered", "failed", "sent_only", "no_callbacks", "duplicate_callbacks",
        "reversed_callbacks", "held_callbacks", "duplicate_webhooks",
    ]
}

extension Switchboard {
    /// What goes wrong this time, by its kind, with what it was told.
    func faults(_ kinds: [String], about recipient: String) throws(DatabaseError) -> [String: JSON] {
        let taken = try database.rows(NetworkStatements.takeFaults, kinds, recipient)
        return Dictionary(taken.map { ($0.kind, (try? JSON(reading: Array($0.options.utf8))) ?? .null) }) { first, _ in first }
    }
}

extension Array {
    /// The row of a statement that always gives one.
    func only() throws(Problem) -> Element {
        guard let first else { throw .unavailable("The stand-in's database gave no row. Run holdfast migrate.") }
        return first
    }
}

extension JSON {
    /// A number of that name, whole or not.
    func number(_ name: String) -> Double? {
        switch self[name] {
        case .int(let number): Double(number)
        case .double(let number): number
        default: nil
        }
    }
}

extension RESTRefusal {
    /// The refusal that a fault asks for: too many requests unless it says otherwise.
    init(faulty options: JSON) {
        let status = Int(options.number("status") ?? 429)
        self.init(Int(options.number("code") ?? (status == 429 ? 20429 : 20500)), status: Status(rawValue: status))
    }
}
