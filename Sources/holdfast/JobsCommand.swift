internal import Postgres
internal import Web

/// `holdfast jobs`: what happens later, for whoever runs the house.
struct JobsCommand {
    static let usage = """
        [--json]                 how the jobs stand, kind by kind, and the dead letters
        holdfast jobs show ID [--json]
        holdfast jobs retry ID            begins a dead letter anew, or one that rests after a failure
        holdfast jobs retry --kind KIND   every dead letter of a kind
        holdfast jobs retry --all-dead
        holdfast jobs discard ID          gives up a job that isn't running
        """

    private let settings: Settings
    init(_ settings: Settings) { self.settings = settings }

    func run(_ arguments: [String]) throws {
        let words = arguments.filter { $0 != "--json" }
        let asJSON = words.count < arguments.count
        switch (words.first, words.count) {
        case (nil, _), ("list", 1): try list(asJSON)
        case ("show", 2): try show(try Self.id(words[1]), asJSON)
        case ("retry", 2) where words[1] == "--all-dead": try retry(nil, kind: nil)
        case ("retry", 2): try retry(try Self.id(words[1]), kind: nil)
        case ("retry", 3) where words[1] == "--kind": try retry(nil, kind: words[2])
        case ("discard", 2): try discard(try Self.id(words[1]))
        default: throw CommandFault.usage("jobs knows list, show, retry and discard; see --help")
        }
    }

    private static func id(_ text: String) throws(CommandFault) -> Int64 {
        guard let id = Int64(text) else { throw .usage("\(text) is no job's number") }
        return id
    }
}

// MARK: - Reading

extension JobsCommand {
    /// A row as names and values, for both ways of printing it.
    private typealias Fields = [JSON.Member]

    private static let overview = Statement<Fields>(SQL.jobsOverview) { row throws(DatabaseError) in
        var fields: Fields = [.init("kind", .string(try row.read("kind")))]
        for name in ["due", "running", "resting", "later", "dead"] { fields.append(.init(name, .int(try row.read(name)))) }
        fields.append(.init("oldest_seconds", .int(Int64(try row.read("oldest_seconds", as: Double.self)))))
        return fields
    }

    private static let deadLetters = Statement<Fields>(SQL.jobsDead) { row throws(DatabaseError) in
        [
            .init("id", .int(try row.read("id"))), .init("kind", .string(try row.read("kind"))),
            .init("tenant", .string(try row.read("slug"))), .init("failure", .string(try row.read("failure"))),
            .init("attempts", .int(try row.read("attempts"))), .init("crashes", .int(try row.read("crashes"))),
            .init("ended", .string(try row.read("ended", as: Instant.self).description)),
        ]
    }

    private func list(_ asJSON: Bool) throws {
        let database = try settings.ownerDatabase()
        let (kinds, dead) = (try database.rows(Self.overview), try database.rows(Self.deadLetters))
        if asJSON {
            let both = JSON.object([.init("kinds", .array(kinds.map(JSON.object))), .init("dead", .array(dead.map(JSON.object)))])
            return print(both.text)
        }
        if kinds.isEmpty { return print("no jobs") }
        Self.printTable(kinds)
        if dead.isEmpty { return }
        print("\ndead letters, the newest first (holdfast jobs retry ID, or discard ID)")
        Self.printTable(dead)
    }

    private static let showing = Statement<Fields, Int64>(SQL.jobsShow) { row throws(DatabaseError) in
        var fields: Fields = [.init("id", .int(try row.read("id")))]
        for name in ["kind", "slug", "state", "order_key", "dedupe_key", "payload", "failure", "worker"] {
            fields.append(.init(name, .string(try row.read(name))))
        }
        for name in ["attempts", "crashes"] { fields.append(.init(name, .int(try row.read(name)))) }
        for name in ["run_at", "created_at", "rest_until", "finished_at"] {
            fields.append(.init(name, .text(try row.read(name, as: Instant?.self)?.description)))
        }
        return fields
    }

    private func show(_ id: Int64, _ asJSON: Bool) throws {
        guard let fields = try settings.ownerDatabase().rows(Self.showing, id).first else { throw Self.nothing(id) }
        if asJSON { return print(JSON.object(fields).text) }
        for field in fields { print("\(field.name)\t\(field.value.plain)") }
    }

    /// Columns as wide as what stands in them; numbers to the right.
    private static func printTable(_ rows: [Fields]) {
        guard let first = rows.first else { return }
        let lines = [first.map(\.name)] + rows.map { $0.map(\.value.plain) }
        let widths = first.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
        for line in lines {
            let cells = first.indices.map { column in
                let pad = String(repeating: " ", count: widths[column] - line[column].count)
                return first[column].value.isNumber ? pad + line[column] : line[column] + pad
            }
            print(cells.joined(separator: "  "))
        }
    }
}

// MARK: - Changing

extension JobsCommand {
    private static let retrying = Statement<Int64, Int64?, String?>(SQL.jobsRetry) { row throws(DatabaseError) in try row.read("id") }
    private static let discarding = Statement<Int64, Int64>(SQL.jobsDiscard) { row throws(DatabaseError) in try row.read("id") }

    private func retry(_ id: Int64?, kind: String?) throws {
        let begun = try settings.ownerDatabase().rows(Self.retrying, id, kind)
        if let id, begun.isEmpty { throw Self.nothing(id) }
        print("\(begun.count) begun anew")
    }

    private func discard(_ id: Int64) throws {
        guard try settings.ownerDatabase().rows(Self.discarding, id).first != nil else { throw Self.nothing(id) }
        print("given up")
    }

    private static func nothing(_ id: Int64) -> CommandFault { .failed("no job \(id), or it is in no state for that; see show \(id)") }
}

extension JSON {
    fileprivate var isNumber: Bool { if case .int = self { true } else { false } }

    /// For people.
    fileprivate var plain: String {
        switch self {
        case .string(let text): text.isEmpty ? "-" : text
        case .int(let number): String(number)
        default: "-"
        }
    }
}
