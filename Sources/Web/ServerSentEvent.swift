/// One event of a `text/event-stream` (WHATWG HTML, section 9.2).
public struct ServerSentEvent: Sendable {
    /// Counts from 1; a client skips what it has.
    public var id: Int
    /// What kind it is.
    public var name: String
    /// What it says.
    public var data: JSON

    /// An event.
    public init(id: Int, name: String, data: JSON) {
        self.id = id
        self.name = name
        self.data = data
    }

    /// The event as it travels. JSON has no bare line break, so one `data` line holds it.
    public var bytes: [UInt8] {
        Array("id: \(id)\nevent: \(name)\ndata: ".utf8) + data.bytes + Array("\n\n".utf8)
    }
}
