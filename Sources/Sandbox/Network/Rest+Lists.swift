internal import Postgres
internal import Web

/// A page of a list (twilio.com/docs/usage/twilios-response#pagination).
struct Page {
    private let query: Fields
    private let size: Int
    private let path: String
    private let more: Bool
    private let last: Int64?

    init(_ query: Fields, size: Int, path: String, more: Bool, last: Int64?) {
        (self.query, self.size, self.path, self.more, self.last) = (query, size, path, more, last)
    }

    static func size(_ query: Fields) throws(RESTRefusal) -> Int {
        guard let text = query["PageSize"] else { return 50 }
        guard let size = Int(text), (1...1000).contains(size) else { throw RESTRefusal(20006, "Page size must be between 1 and 1000") }
        return size
    }

    private var number: Int { query["Page"].flatMap { Int($0) } ?? 0 }

    func json(_ name: String, _ items: [JSON]) -> JSON {
        let uri = path.hasPrefix("/sandbox/twilio") ? String(path.dropFirst("/sandbox/twilio".count)) : path
        let all: [JSON.Member] = [
            .init("end", .number(number * size + max(items.count - 1, 0))),
            .init("first_page_uri", .string(address(uri, page: 0, token: nil))),
            .init(name, .array(items)), .init("next_page_uri", next(uri)), .init("page", .number(number)),
            .init("page_size", .number(size)), .init("previous_page_uri", .null), .init("start", .number(number * size)),
            .init("uri", .string(address(uri, page: number, token: query["PageToken"]))),
        ]
        return .object(all)
    }

    private func next(_ uri: String) -> JSON {
        guard more, let last else { return .null }
        return .string(address(uri, page: number + 1, token: "PA\(last)"))
    }

    private func address(_ uri: String, page: Int, token: String?) -> String {
        var fields = Fields()
        for pair in query.pairs where !["PageSize", "Page", "PageToken"].contains(pair.name) { fields.add(pair.name, pair.value) }
        fields.add("PageSize", String(size))
        fields.add("Page", String(page))
        if let token { fields.add("PageToken", token) }
        return "\(uri)?\(fields.encoded)"
    }
}

/// The filters on the date: a day in GMT, or an instant.
struct SentBetween {
    private(set) var from: Instant?
    private(set) var before: Instant?

    init(_ query: Fields) throws(RESTRefusal) {
        if let day = query["DateSent"] {
            from = try Self.instant(day)
            before = from.map { Instant(microseconds: $0.microseconds + 86_400_000_000) }
        }
        if let start = query["DateSent>"] { from = try Self.instant(start) }
        if let end = query["DateSent<"] {
            before = Instant(microseconds: try Self.instant(end).microseconds + (end.utf8.count == 10 ? 86_400_000_000 : 1_000_000))
        }
    }

    private static func instant(_ text: String) throws(RESTRefusal) -> Instant {
        if let instant = Instant(text) { return instant }
        if let day = Days(text) { return Instant(seconds: Int64(day.number) * 86_400) }
        throw RESTRefusal(20001, "DateSent is not a date such as 2026-11-24 or 2026-11-24T09:00:00Z")
    }
}
