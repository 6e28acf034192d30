internal import Booking
internal import Messaging
internal import Web

/// The business's own page, and a booking by form for those whose scripts are turned off.
extension Visit {
    func answer(tenant slug: String, at place: HostedPlace) -> Response {
        var known: Tenant?
        do {
            try heard(.hosted(tenant: slug, place))
            let diary = try diary(slug)
            known = diary.tenant
            return try answer(diary, at: place)
        } catch {
            return page(problem(of: error), tenant: known, back: timesAgain(slug))
        }
    }

    /// The times of the service that a refused form asked for.
    private func timesAgain(_ slug: String) -> String? {
        guard method == .post, let service = (try? request.formFields())?["service"] else { return nil }
        return Place.hosted(tenant: slug, .times).path(query: ["service": service])
    }

    private func answer(_ diary: Diary, at place: HostedPlace) throws -> Response {
        switch place {
        case .door: .redirect(to: Place.hosted(tenant: diary.tenant.slug, .home).path)
        case .home: try home(diary)
        case .times: try times(diary)
        case .holds: try keep(diary)
        case .hold(let id): try held(diary, id)
        case .release(let id): try letGo(diary, id)
        case .bookings: try book(diary)
        case .lookup: try find(diary)
        case .short(let code): try follow(diary, code)
        }
    }

    private func home(_ diary: Diary) throws -> Response {
        page(HomePage(tenant: diary.tenant, services: try diary.services(), formFields: formFields).html)
    }

    private func times(_ diary: Diary) throws -> Response {
        let service = try service(diary, request.queryFields()["service"])
        let place = { Place.hosted(tenant: diary.tenant.slug, $0) }
        let times = try timesPage(diary, service: service, here: place(.times), holds: place(.holds))
        return page(
            Layout(heading: service.name, tenant: diary.tenant).page {
                h1 { service.name }
                ServiceWords(service, Speech(diary.tenant)).facts
                times.content(hidden: formFields)
            })
    }

    private func keep(_ diary: Diary) throws -> Response {
        let hold = try hold(diary, sealedForm(), moving: nil)
        return redirect(to: .hosted(tenant: diary.tenant.slug, .hold(hold.id.text)), keeping: hold)
    }

    /// Whoever looks at what they hold is still there: looking renews it, up to its cap.
    private func held(_ diary: Diary, _ id: String) throws -> Response {
        page(try heldPage(diary, Asking.hold(id), given: Fields(), fault: nil).html)
    }

    private func heldPage(_ diary: Diary, _ id: Hold.ID, given: Fields, fault: String?) throws -> HeldPage {
        let hold = try diary.renew(id)
        let service = try service(diary, hold.service.description)
        return HeldPage(tenant: diary.tenant, service: service, hold: hold, formFields: formFields, given: given, fault: fault)
    }

    private func letGo(_ diary: Diary, _ id: String) throws -> Response {
        let fields = try sealedForm()
        try diary.release(Asking.hold(id), once: formKey("POST form/release", fields))
        let times = Place.hosted(tenant: diary.tenant.slug, .times).path(query: ["service": fields["service"] ?? ""])
        return .redirect(to: times)
    }

    /// A detail that breaks a rule brings the form back as it was filled in.
    private func book(_ diary: Diary) throws -> Response {
        let fields = try sealedForm(), hold = try Asking.hold(fields["hold"] ?? "")
        let once = formKey("POST form/bookings", fields)
        do throws(DiaryError) {
            let booking = try diary.confirm(
                hold, customer: CustomerDetails(fields), notes: fields["notes"] ?? "", conversation: nil, once: once)
            return .redirect(
                to: Place.manage(token: house.manageToken(booking, of: diary.tenant), .booking).path(query: ["news": "booked"]))
        } catch {
            guard let detail = error.detail(of: .invalid) else { throw error }
            return page(try heldPage(diary, hold, given: fields, fault: detail).html, status: .unprocessable)
        }
    }

    private func find(_ diary: Diary) throws -> Response {
        let fields = try sealedForm(), reference = fields["reference"] ?? ""
        let proof = Proof.contact(fields["email"] ?? "")
        let booking = try counted(diary, reference: reference) { try diary.appointment(Asking.reference(reference), proof: proof) }
        return .redirect(to: Place.manage(token: house.manageToken(booking, of: diary.tenant), .booking).path)
    }

    /// Sends whoever has a text's link on to the booking. A bad link and another business's are the same 404.
    private func follow(_ diary: Diary, _ code: String) throws -> Response {
        guard let id = ShortLink.booking(code, of: diary.tenant.slug, keys: house.keys) else {
            throw Problem.notFound("This link doesn’t work. Open your booking with its reference and email instead.")
        }
        let booking = try diary.appointment(id: id)
        return .redirect(to: Place.manage(token: house.manageToken(booking, of: diary.tenant), .booking).path)
    }

    /// A service by its id; unknown ones are a 422 as in the API.
    func service(_ diary: Diary, _ id: String?) throws -> Service {
        let id = try Asking.service(id)
        guard let service = try diary.services().first(where: { $0.id == id }) else { throw Asking.unknownService }
        return service
    }
}

extension CustomerDetails {
    /// The details of a posted form; a field left empty is none.
    init(_ fields: Fields) {
        func text(_ name: String) -> String? { fields[name].flatMap { $0.isEmpty ? nil : $0 } }
        self.init(name: fields["name"] ?? "", email: text("email"), phone: text("phone"), address: text("address"))
    }
}
