internal import Booking
internal import Postgres

/// The tools of one turn, with the memory of what they answered.
///
/// What a turn reads is noted before its first write. A worker that takes the turn over is given the same answers,
/// walks the same way, and finds each write's receipt under its key: nothing runs twice, nothing is said twice.
struct Desk {
    private struct Entry: Codable {
        var call: ToolCall
        var result: ToolResult
    }

    private(set) var tools: Toolbox
    private var past: [Entry]
    private var entries: [Entry] = []
    private var noted: Int
    private let lease: Double

    init(tools: Toolbox, journal: String, lease: Double) {
        self.tools = tools
        self.lease = lease
        past = Stored.read(journal) ?? []
        noted = past.count
    }

    /// The email or phone that goes with the booking being moved.
    mutating func prove(with contact: String?) { tools.prove(with: contact) }

    /// Uses a tool.
    mutating func use(_ call: ToolCall) throws(TurnFailure) -> ToolResult {
        if call.writes { return try write(call) }
        if let known = past.first, known.call == call {
            past.removeFirst()
            entries.append(known)
            tools.remember(known.result)
            return known.result
        }
        let result = try tools.run(call)
        entries.append(Entry(call: call, result: result))
        return result
    }

    /// Uses a tool for a model, whose own walk is noted instead.
    mutating func perform(_ call: ToolCall) throws(TurnFailure) -> ToolResult { try tools.run(call) }

    /// Takes up what a tool answered to the worker before.
    mutating func recall(_ result: ToolResult) { tools.remember(result) }

    private mutating func write(_ call: ToolCall) throws(TurnFailure) -> ToolResult {
        if entries.count > noted { try note() }
        return try tools.run(call)
    }

    private mutating func note() throws(TurnFailure) {
        try note(Stored.text(entries), lease: lease)
        noted = entries.count
    }

    /// Notes how far the turn has come, and holds it for so many seconds more.
    func note(_ journal: String, lease: Double) throws(TurnFailure) {
        do throws(DatabaseError) {
            _ = try tools.database.call(
                TurnStatements.noteJournal, tenant: tools.diary.tenant.id.value, tools.turn.id, tools.turn.number, journal, lease)
        } catch {
            throw error.sqlState == .fenced ? .fenced : .database(error)
        }
    }
}
