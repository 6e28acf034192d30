internal import Outbound
internal import Postgres
internal import Web

/// Has Google tell of a calendar's changes while it serves somebody: a channel is opened before the last one ends, and one that nobody needs
/// is ended.
///
/// Without a channel a calendar is read as ever, only later. So a refusal is no failure.
public struct CalendarWatching {
    private let desk: CalendarDesk
    private let rows: ChannelRows
    /// More than any calendar has channels.
    private static let mostSteps = 30
    /// A week, as long as Google allows by itself.
    private static let seconds = "604800"

    public init(_ desk: CalendarDesk) {
        self.desk = desk
        rows = ChannelRows(tenant: desk.tenant, database: desk.database)
    }

    public func watch(_ calendar: Int64) throws -> CalendarEnding {
        try CalendarEnding.of {
            for _ in 1...Self.mostSteps {
                guard let task = try rows.begin(calendar) else { return .done }
                switch task.step {
                case .open: try open(task, calendar)
                case .stop: try stop(task)
                }
            }
            return .retry("steps", after: nil)
        }
    }

    private func open(_ task: ChannelTask, _ calendar: Int64) throws {
        do {
            let answer = try ask(task, "/calendars/\(Percent.encode(task.remoteID))/events/watch", wish(task))
            guard let resource = answer["resourceId"]?.asText, !resource.isEmpty else { return try rows.refuse(calendar, task) }
            try rows.keep(calendar, task, resource: resource, expires: answer["expiration"]?.asMilliseconds)
        } catch let failure as GoogleFailure where failure.isOfAUsedName {
            try rows.lose(task)
        } catch GoogleFailure.refused, GoogleFailure.notFound, GoogleFailure.gone, GoogleFailure.changed {
            // The address isn't good enough, or such a calendar can't be watched.
            try rows.refuse(calendar, task)
        }
    }

    private func wish(_ task: ChannelTask) -> JSON {
        let channel = PushChannel(tenant: desk.tenant, id: task.channel)
        return [
            "id": .string(task.channel), "type": "web_hook", "address": .string(desk.app.pushURL),
            "token": .string(channel.token(desk.vault.keys)), "params": ["ttl": .string(Self.seconds)],
        ]
    }

    private func stop(_ task: ChannelTask) throws {
        do {
            _ = try ask(task, "/channels/stop", ["id": .string(task.channel), "resourceId": .string(task.resource ?? "")])
        } catch GoogleFailure.notFound, GoogleFailure.gone, GoogleFailure.refused {
            // It has ended already, or somebody else opened it.
        }
        try rows.drop(task)
    }

    private func ask(_ task: ChannelTask, _ path: String, _ body: JSON) throws -> JSON {
        try desk.calendar(of: task.account).ask("POST", path, body: body)
    }
}

extension CalendarDesk {
    /// Ends the channels of an account that was disconnected, by a token that is fetched for it.
    func endChannels(of account: Int64) throws {
        let channels = try ChannelRows(tenant: tenant, database: database).toEnd(of: account)
        guard let sealed = channels.first?.refresh, let refresh = vault.open(sealed, in: .refreshToken(account: account)) else { return }
        let access: String
        do throws(TokenRefusal) {
            access = try google.refresh(refresh).access
        } catch {
            // Where there is no grant any more nobody can end them.
            guard case .failure(let failure) = error else { return }
            throw failure
        }
        for channel in channels { try end(channel, by: access) }
    }

    private func end(_ channel: ChannelToEnd, by token: String) throws(GoogleFailure) {
        let body: JSON = ["id": .string(channel.id), "resourceId": .string(channel.resource)]
        let request = HTTPRequest(
            app.apiURL + "/channels/stop", method: "POST",
            headers: [("Authorization", "Bearer \(token)"), ("Content-Type", "application/json")], body: body.bytes, limits: .google)
        let answer: HTTPResponse
        do throws(HTTPFailure) { answer = try client.send(request) } catch { throw GoogleFailure(error) }
        if case .trouble(let status) = GoogleFailure(answer) { throw .trouble(status: status) }
    }
}

extension GoogleFailure {
    /// Google has a channel of that name: from a request whose answer was lost.
    fileprivate var isOfAUsedName: Bool {
        switch self {
        case .taken, .refused(_, "channelIdNotUnique"): true
        default: false
        }
    }
}

extension JSON {
    /// Milliseconds since 1970, a number or one in quotes, as seconds.
    fileprivate var asMilliseconds: Double? { asSeconds.flatMap { $0.isFinite ? min(max($0 / 1_000, 0), 32_503_680_000) : nil } }
}
