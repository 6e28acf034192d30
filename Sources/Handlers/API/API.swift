internal import Booking
internal import Postgres
internal import Web

extension Visit {
    /// A request to the booking API of a tenant.
    func answer(tenant slug: String, at place: APIPlace) -> Response {
        do {
            if let response = try answerRemembered(slug, at: place) { return response }
            let diary = try diary(slug)
            house.tenants[slug] = diary.tenant
            return allowingOrigin(of: diary.tenant) { try answer(diary, at: place) }
        } catch {
            var response = response(to: problem(of: error))
            response.headers = response.headers.adding(CrossOrigin.anybody)
            return response
        }
    }

    /// The answer for the tenant as this worker saw it last, which spares a round trip; nil where it has changed since.
    private func answerRemembered(_ slug: String, at place: APIPlace) throws -> Response? {
        guard let tenant = house.tenants[slug] else { return nil }
        let diary = Diary(tenant: tenant, database: house.database)
        let response = try house.database.relying(on: tenant.entrance) { allowingOrigin(of: tenant) { try answer(diary, at: place) } }
        if response == nil { house.tenants[slug] = nil }
        return response
    }

    /// An answer, a refusal too, that the tenant's own sites may read.
    private func allowingOrigin(of tenant: Tenant, _ handler: () throws -> Response) -> Response {
        var response: Response
        do { response = try handler() } catch { response = self.response(to: problem(of: error)) }
        response.headers = response.headers.adding(CrossOrigin(tenant, house.settings).headers(for: request))
        return response
    }

    private func answer(_ diary: Diary, at place: APIPlace) throws -> Response {
        if method == .options { return CrossOrigin(diary.tenant, house.settings).preflight(request, methods: place.methods) }
        guard place.methods.contains(method) else { throw Problem.methodNotAllowed(place.methods + [.options]) }
        switch place {
        case .services: return try services(diary)
        case .slots: return try slots(diary)
        case .explanation: return try explanation(diary)
        case .holds: return try hold(diary)
        case .hold(let id): return try release(diary, id)
        case .bookings: return try confirm(diary)
        case .lookup(let reference): return try lookup(diary, reference)
        case .reschedule(let reference): return try reschedule(diary, reference)
        case .cancel(let reference): return try cancel(diary, reference)
        case .chat: return try chat(diary)
        case .conversation(let id): return try conversation(diary, id)
        }
    }
}
