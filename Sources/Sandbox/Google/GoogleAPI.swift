internal import Outbound
internal import Postgres
internal import Web

extension Switchboard {
    /// An operation of the API: what goes wrong before it, the operation, what goes wrong after it.
    func serve(_ request: Request, _ operation: GoogleOperation, _ exchange: inout GoogleExchange) throws -> Response {
        exchange.operation = operation.name
        let kinds = GoogleFaults.ofAll + (operation.name == "events.list" ? GoogleFaults.ofLists : []) + ["early_sync"]
        let begun = try database.rows(
            GoogleStatements.begin, Self.bearer(request), operation.name, operation.calendar, kinds)
        let faults = GoogleFaults(begun.map { ($0.fault, $0.options) })
        exchange.account = begun.first?.account ?? ""
        exchange.fault = faults.names
        if let early = spoiled(faults) { return early.map(\.response) ?? .cut }
        if let refusal = begun.first?.refusal { return Self.answer(refusal) }
        guard faults["garbage"] == nil else { return .garbage }
        let response = try perform(request, operation, account: exchange.account, faults)
        if faults["early_sync"] != nil { tellPushes() }
        if let pause = faults.seconds("slow_answer") { HTTPClient.wait(pause) }
        return faults["lose_answer"] == nil ? response : .cut
    }

    /// What keeps a request from being done at all: a refusal, or nothing said. nil where nothing does.
    func spoiled(_ faults: GoogleFaults) -> GoogleRefusal?? {
        if let pause = faults.seconds("slow") { HTTPClient.wait(pause) }
        if faults["lose_request"] != nil { return .some(nil) }
        return faults["refuse"].map { GoogleRefusal(faulty: $0) }
    }

    private static func bearer(_ request: Request) -> String? {
        guard let value = request.headers["Authorization"], value.lowercased().hasPrefix("bearer ") else { return nil }
        return String(value.dropFirst(7)).withoutNUL
    }

    private static func answer(_ refusal: String) -> Response {
        let body = (try? JSON(reading: Array(refusal.utf8))) ?? .null
        return .google(Int(body["error"]?.number("code") ?? 500), body)
    }

    private func perform(_ request: Request, _ operation: GoogleOperation, account: String, _ faults: GoogleFaults) throws -> Response {
        let body: JSON?
        do throws(GoogleRefusal) {
            body = try Self.body(request, operation)
            if operation.name == "events.watch" { try check(body?.string("address")) }
        } catch {
            return error.response
        }
        let query = try Self.query(request, GoogleFaults.ofLists.filter { faults[$0] != nil })
        let row = try database.rows(
            GoogleStatements.perform, account, operation.name, operation.calendar, operation.event, query.text, body?.text,
            request.headers["If-Match"]
        ).only()
        return response(row, request)
    }

    /// A JSON object that the database can keep.
    private static func body(_ request: Request, _ operation: GoogleOperation) throws(GoogleRefusal) -> JSON? {
        guard operation.hasBody else { return nil }
        guard let body = try? JSON(reading: request.body), case .object = body, !body.text.contains("\\u0000") else {
            throw GoogleRefusal(400, "parseError", "Parse Error")
        }
        return body
    }

    /// Where messages go: to the house, and nowhere else.
    private func check(_ address: String?) throws(GoogleRefusal) {
        guard let address else { throw GoogleRefusal(400, "required", "Required") }
        guard isOurs(address) else { throw GoogleRefusal(401, "push.webhookUrlUnauthorized", "Unauthorized WebHook callback channel") }
    }

    /// Each name with all its values.
    private static func query(_ request: Request, _ faults: [String]) throws(Problem) -> JSON {
        var names: [String] = []
        var values: [String: [JSON]] = [:]
        for pair in try request.queryFields().pairs {
            if values[pair.name] == nil { names.append(pair.name) }
            values[pair.name, default: []].append(.string(pair.value))
        }
        values["_faults"] = faults.map(JSON.string)
        return .object((names.filter { $0 != "_faults" } + ["_faults"]).map { .init($0, .array(values[$0] ?? [])) })
    }

    private func response(_ row: GoogleAnswer, _ request: Request) -> Response {
        guard row.status == 200 || row.body != nil else { return Response(Status(rawValue: row.status), headers: .noStore) }
        if let etag = row.etag, request.method == .get, request.headers["If-None-Match"] == etag {
            return Response(Status(rawValue: 304), headers: .noStore)
        }
        var response = Response.google(row.status, (try? JSON(reading: Array((row.body ?? "{}").utf8))) ?? .null)
        if let etag = row.etag { response.headers.add("ETag", etag) }
        return response
    }
}

extension Response {
    /// What a broken front of Google's says.
    static var garbage: Response {
        var headers = Headers.noStore
        headers.add("Content-Type", "text/html; charset=UTF-8")
        return Response(Status(rawValue: 502), headers: headers, body: .bytes(Array("<!DOCTYPE html><title>Error 502</title>".utf8)))
    }
}
