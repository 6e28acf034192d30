/// A place that can be asked for. Each level of the site is an enum that reads its path and prints it
/// again; links, redirects and form actions are printed from it and from nothing else.
public protocol Route: Hashable, Sendable {
    /// Reads the decoded segments below the parent; nil where nothing stands there.
    init?(segments: ArraySlice<String>)
    /// The segments that `init` reads back. A last empty one prints as a closing slash.
    var segments: [String] { get }
}

extension Route {
    /// Reads a whole encoded path.
    public init?(path: String) {
        guard let segments = Self.split(path) else { return nil }
        self.init(segments: segments[...])
    }

    /// The encoded path, from the root.
    public var path: String {
        "/" + segments.map(Percent.encode).joined(separator: "/")
    }

    /// The path with a query.
    public func path(query: KeyValuePairs<String, String>) -> String {
        var fields = Fields()
        for (name, value) in query { fields.add(name, value) }
        return fields.pairs.isEmpty ? path : path + "?" + fields.encoded
    }

    private static func split(_ path: String) -> [String]? {
        guard path.utf8.first == UInt8(ascii: "/") else { return nil }
        var segments: [String] = []
        for part in path.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
            guard let segment = Percent.decode(part) else { return nil }
            segments.append(segment)
        }
        return segments
    }
}
