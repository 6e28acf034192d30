internal import Calendars
internal import Web

extension WebhookVisit {
    /// Google tells that a calendar changed (developers.google.com/workspace/calendar/api/guides/push). What a message says isn't believed:
    /// its token proves which channel it came through, and what changed is read in the calendar.
    ///
    /// Google comes again after 503, and after no other refusal.
    func answer(at place: PushPlace) -> Response {
        do {
            guard place.methods.contains(request.method) else { throw Problem.methodNotAllowed(place.methods) }
            let headers = request.headers
            guard let id = headers["X-Goog-Channel-ID"], let token = headers["X-Goog-Channel-Token"],
                let channel = PushChannel(id: id, token: token, keys: office.settings.keys)
            else { throw Problem.notGoogles }
            guard try channel.hear(changed: headers["X-Goog-Resource-State"] != "sync", in: office.database) else {
                throw Problem.notFound("This channel has ended.")
            }
            office.settings.nudge()
            return Response(.noContent)
        } catch {
            return problem(of: error).response(requestID: request.id)
        }
    }
}

extension Problem {
    /// Says nothing of what was wrong with the token.
    fileprivate static var notGoogles: Problem {
        var problem = Problem(.forbidden, code: "forbidden", detail: "This address is for Google. The token doesn't fit its channel.")
        problem.fault = "token"
        return problem
    }
}
