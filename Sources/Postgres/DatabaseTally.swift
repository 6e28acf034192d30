/// What a database did since somebody last asked.
public struct DatabaseTally: Sendable {
    /// How long was waited for the server, connecting included.
    public var waited = Duration.zero
    /// The statement that was waited for longest, by name, and how long.
    public var slowest: (statement: String, waited: Duration)?
    /// The tenant for whom something was asked last.
    public var tenant: Int64?

    /// Nothing was done yet.
    public init() {}

    mutating func count(_ waited: Duration, for statement: @autoclosure () -> String) {
        self.waited += waited
        if waited > slowest?.waited ?? .zero { slowest = (statement(), waited) }
    }
}

extension Step {
    /// What the log calls it: its file's name, or the first word of what stands in code.
    var title: String { name.isEmpty ? String(text.prefix { !$0.isWhitespace }) : name }
}
