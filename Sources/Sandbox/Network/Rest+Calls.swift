internal import Postgres
internal import Web

/// Calls as the API shows and changes them (twilio.com/docs/voice/api/call-resource). None is placed by it: the house answers calls.
extension Switchboard {
    func call(_ sid: String, at path: String) throws -> Response {
        guard let call = try database.rows(NetworkStatements.call, sid).first else { throw RESTRefusal.nothing(at: path) }
        return .json(restJSON(call))
    }

    func listCalls(_ request: Request) throws -> Response {
        let query = try request.queryFields()
        let size = try Page.size(query)
        let found = try database.rows(
            NetworkStatements.callList, query["To"], query["From"], query["Status"], query["PageToken"].flatMap { Int64($0.dropFirst(2)) },
            size + 1)
        let page = Page(query, size: size, path: request.path, more: found.count > size, last: found.prefix(size).last?.id)
        return .json(page.json("calls", found.prefix(size).map { restJSON($0) }))
    }

    /// Ends a call, or gives it something else to do. One that has ended already can't be found any more.
    func changeCall(_ sid: String, _ request: Request) throws -> Response {
        let form = try request.formFields()
        guard let call = try database.rows(NetworkStatements.call, sid).first, call.ended == nil else {
            throw RESTRefusal.nothing(at: request.path)
        }
        let walk = CallWalk(self, call)
        switch (form["Status"], form["Url"], form["Twiml"]) {
        case ("completed"?, nil, nil), ("canceled"?, nil, nil): try walk.end(form["Status"] ?? "completed")
        case (nil, let address?, nil): try redirect(sid) { try $0.fetch("redirect", address, method: form["Method"] ?? "POST") }
        case (nil, nil, let document?): try redirect(sid) { $0.state.document = document }
        default: throw RESTRefusal(21220, "Invalid call state or parameters")
        }
        return try self.call(sid, at: request.path)
    }

    private func redirect(_ sid: String, _ change: (CallWalk) throws -> Void) throws {
        guard let call = try database.rows(NetworkStatements.takeCall, sid).first else {
            throw RESTRefusal(21220, "Call is not in-progress. Cannot redirect.")
        }
        let walk = CallWalk(self, call)
        (walk.state.waiting, walk.state.position, walk.state.hops) = (.null, 0, 0)
        try change(walk)
        try walk.run()
    }

    private func restJSON(_ call: PhoneCall) -> JSON {
        let uri = "/\(RESTPlace.version)/Accounts/\(account.sid)/Calls/\(call.sid).json"
        return [
            "account_sid": .string(account.sid), "answered_by": .null, "api_version": .string(RESTPlace.version),
            "caller_name": .string(""), "date_created": .string(call.at.rfc2822), "date_updated": .string((call.ended ?? call.at).rfc2822),
            "direction": .string(call.direction),
            "duration": call.ended == nil ? .null : .string(String(Int(call.seconds.rounded(.up)))),
            "end_time": .text(call.ended?.rfc2822), "forwarded_from": .null, "from": .string(call.sender),
            "from_formatted": .string(call.sender),
            "group_sid": .null, "parent_call_sid": .null, "phone_number_sid": .null, "price": .null, "price_unit": "USD",
            "queue_time": "0", "sid": .string(call.sid), "start_time": .string(call.at.rfc2822), "status": .string(call.status),
            "subresource_uris": [:], "to": .string(call.recipient), "to_formatted": .string(call.recipient), "trunk_sid": .null,
            "uri": .string(uri),
        ]
    }
}
