internal import Postgres
internal import Web

extension Switchboard {
    func messages(_ request: Request) throws -> Response {
        let query = try request.queryFields()
        let found = try database.rows(NetworkStatements.messagesOf, query["with"], query["after"].flatMap { Int64($0) } ?? 0)
        return .json(["messages": .array(found.map { json(of: $0) })])
    }

    func exchanges(_ request: Request) throws -> Response {
        let query = try request.queryFields()
        let found = try database.rows(
            NetworkStatements.exchanges, query["after"].flatMap { Int64($0) } ?? 0, query["about"], query["direction"])
        return .json(["exchanges": .array(found.map { json(of: $0) })])
    }

    /// What the page shows: what is new since it last asked, and the newest calls.
    func feed(_ request: Request) throws -> Response {
        let query = try request.queryFields()
        let after = (messages: query["messages"].flatMap { Int64($0) } ?? 0, exchanges: query["exchanges"].flatMap { Int64($0) })
        let messages = try database.rows(NetworkStatements.messagesOf, nil, after.messages)
        let exchanges =
            try after.exchanges.map { try database.rows(NetworkStatements.exchanges, $0, nil, nil) }
            ?? database.rows(NetworkStatements.newestExchanges, 30)
        let calls = try database.rows(NetworkStatements.callList, nil, nil, nil, nil, 10)
        return .json([
            "messages": .array(messages.map { json(of: $0) }), "exchanges": .array(exchanges.map { json(of: $0) }),
            "calls": .array(try calls.map { try json($0) }),
        ])
    }

    /// The same delivery once more: address, body and token are as they were, and so is the signature.
    func replay(_ id: Int64) throws -> JSON {
        guard let old = try database.rows(NetworkStatements.exchange, id).first, old.direction == "webhook" else {
            throw Problem.notFound("There is no such webhook. /sandbox/api/exchanges lists them.")
        }
        let parameters = (try? JSON(reading: Array(old.parameters.utf8)))?.parameters ?? []
        return json(
            of: try deliver(
                Webhook(
                    event: old.event, about: old.about, method: old.method, address: old.url, parameters: parameters, token: old.token)))
    }

    func json(of message: TextMessage) -> JSON {
        [
            "id": .int(message.id), "sid": .string(message.sid), "direction": .string(message.direction),
            "channel": .string(message.channel), "from": .string(message.sender), "to": .string(message.recipient),
            "body": .string(message.body), "status": .string(message.status),
            "error_code": message.errorCode.map { .number($0) } ?? .null, "segments": .number(message.segments),
            "automatic": .bool(message.isAutomatic), "at": .string(message.at.description),
        ]
    }

    func json(of exchange: Exchange) -> JSON {
        [
            "id": .int(exchange.id), "direction": .string(exchange.direction), "event": .string(exchange.event),
            "about": .string(exchange.about), "method": .string(exchange.method), "url": .string(exchange.url),
            "parameters": (try? JSON(reading: Array(exchange.parameters.utf8))) ?? .array([]), "token": .string(exchange.token),
            "status": exchange.status.map { .number($0) } ?? .null, "type": .text(exchange.type), "answer": .text(exchange.answer),
            "ms": .number(exchange.milliseconds), "fault": .text(exchange.fault), "at": .string(exchange.at.description),
        ]
    }
}
