internal import Booking
internal import Postgres
internal import Receptionist
internal import Web

extension Visit {
    /// Says something to the receptionist: the whole answer, or its events as they come.
    func chat(_ diary: Diary) throws -> Response {
        let said = try Said(request.jsonFields(), key: ownKey)
        let turn = { (emit: (Event) -> Void) throws(TurnError) in
            defer { self.house.settings.nudge() }
            return try self.receptionist(diary, model: self.house.model()).turn(said, from: request.remoteAddress, emit)
        }
        if request.headers["Accept"]?.contains("text/event-stream") == true { return stream(turn) }
        do throws(TurnError) {
            return .json(try turn { _ in }.json)
        } catch {
            throw problem(of: error)
        }
    }

    /// What was said so far, for a page that was loaded again; or what people said since, for one that waits for them.
    func conversation(_ diary: Diary, _ id: String) throws -> Response {
        let receptionist = receptionist(diary), id = id.lowercased()
        let found =
            if let since = try Asking.number(request.queryFields()["since"]) {
                try receptionist.news(conversation: id, after: since)
            } else {
                try receptionist.transcript(conversation: id)
            }
        guard let found else { throw Problem.notFound("There is no such conversation. Begin a new one.") }
        return .json([
            "conversation": .string(id), "person": .string(found.person.rawValue), "turns": .array(found.turns.map(\.json)),
            "interjections": .array(found.interjections.map(\.json)),
        ])
    }

    /// A visitor who leaves doesn't stop the turn: what can't be written is dropped.
    private func stream(_ turn: @escaping ((Event) -> Void) throws(TurnError) -> Reply) -> Response {
        var headers = Headers.noStore
        headers.add("Content-Type", "text/event-stream")
        let body = Response.Body.stream { writer in
            var out = EventStream(writer)
            do throws(TurnError) {
                let reply = try turn { out.write($0) }
                out.end("done", ["conversation": .string(reply.conversation), "reply": .string(reply.text)])
            } catch {
                out.end("error", self.problem(of: error).json(requestID: request.id))
            }
        }
        return Response(.ok, headers: headers, body: body)
    }

    /// The receptionist of a business; only one that takes turns needs a model.
    func receptionist(_ diary: Diary, model: ModelVoice? = nil) -> Receptionist {
        let pace = Receptionist.Pace(worker: house.settings.worker)
        let count = count(diary)
        return Receptionist(
            diary: diary, database: house.database, publicURL: house.settings.publicURL, pace: pace, tries: count.tries, model: model,
            allowance: count.modelAllowance
        ) { [house] in
            house.manageURL($0, of: diary.tenant)
        }
    }

    private func problem(of error: TurnError) -> Problem {
        switch error {
        case .busy(let seconds): .rateLimited("Your message before this one is still being answered.", retryAfter: seconds)
        case .tooMany: .rateLimited("Two of your messages are being answered already. Wait for them.", retryAfter: 2)
        case .invalid(let detail): .invalid(detail)
        case .database(let failure): problem(of: failure)
        }
    }
}

/// Numbers events from 1 and writes them until nobody reads any more.
private struct EventStream {
    private let writer: any BodyWriter
    private var count = 0
    private var isGone = false

    init(_ writer: any BodyWriter) { self.writer = writer }

    mutating func write(_ event: Event) {
        switch event {
        case .conversation(let id): end("conversation", ["conversation": .string(id)])
        case .text(let sentence): end("text", ["text": .string(sentence)])
        case .card(let card): end("card", card.value)
        }
    }

    mutating func end(_ name: String, _ data: JSON) {
        count += 1
        guard !isGone else { return }
        do throws(ClientGone) { try writer.write(ServerSentEvent(id: count, name: name, data: data).bytes) } catch { isGone = true }
    }
}
