/// What a client of the status socket asks, as far as the supervisor reads it: the request line and two fields. A body is never read.
struct StatusRequest: Equatable {
    var method: String
    /// The address without its query.
    var path: String
    /// The visitor as nginx names it; empty where the client came to the socket by itself.
    var visitor: [String]
    var authorization: String?

    /// nil where it says twice who asks.
    init?(_ head: RequestHead) {
        let authorizations = head["authorization"]
        guard authorizations.count < 2 else { return nil }
        (method, path, visitor, authorization) = (head.method, head.path, head["x-real-ip"], authorizations.first)
    }
}
