internal import Booking
internal import Web

extension Visit {
    /// A request to the booking API of a tenant.
    func answer(tenant slug: String, at place: APIPlace) -> Response {
        do {
            let diary = try diary(slug)
            return allowingOrigin(of: diary.tenant) { try answer(diary, at: place) }
        } catch {
            var response = response(to: problem(of: error))
            response.headers = response.headers.adding(CrossOrigin.anybody)
            return response
        }
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
