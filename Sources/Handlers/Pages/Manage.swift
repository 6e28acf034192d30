internal import Booking
internal import Messaging
internal import Postgres
internal import Web

/// One booking, opened by its signed link. Looking at it changes nothing: mail scanners look too.
extension Visit {
    func answer(token: String, at place: ManagePlace) -> Response {
        var known: Tenant?
        do {
            try heard(.manage(token: token, place))
            let opened = try open(token)
            known = opened.diary.tenant
            return try answer(opened, at: place)
        } catch {
            return page(problem(of: error), tenant: known, back: known.map { _ in Place.manage(token: token, .booking).path })
        }
    }

    private func answer(_ opened: OpenedBooking, at place: ManagePlace) throws -> Response {
        switch place {
        case .booking: try show(opened)
        case .calendar: try calendar(opened)
        case .times: try times(opened)
        case .holds: try keep(opened)
        case .hold(let id): try held(opened, id)
        case .move(let id): try move(opened, id)
        case .cancellation: try cancel(opened)
        }
    }

    /// The booking that a token names. A bad, old or foreign one is the same 404.
    private func open(_ token: String) throws -> OpenedBooking {
        let unknown = Problem.notFound("This link doesn’t work, or no longer. Open your booking with its reference and email instead.")
        guard let slug = ManageLink.tenant(of: token, keys: house.keys), let tenant = try Diary.tenant(slug: slug, in: house.database)
        else { throw unknown }
        let diary = Diary(tenant: tenant, database: house.database)
        guard let link = ManageLink(token, at: try diary.now().instant, keys: house.keys) else { throw unknown }
        return OpenedBooking(diary: diary, booking: try diary.appointment(id: link.booking), token: token)
    }

    private func show(_ opened: OpenedBooking) throws -> Response {
        let news = try request.queryFields()["news"]
        return page(try BookingPage(opened: opened, now: opened.diary.now(), news: news, formFields: formFields).html)
    }

    private func calendar(_ opened: OpenedBooking) throws -> Response {
        let file = CalendarFile(opened.booking, of: opened.diary.tenant, made: try opened.diary.now())
        var headers = Headers.noStore
        headers.add("Content-Type", "text/calendar; charset=utf-8")
        headers.add("Content-Disposition", "attachment; filename=\"appointment.ics\"")
        headers.add("Referrer-Policy", "no-referrer")
        return Response(.ok, headers: headers, body: .bytes(file.bytes))
    }

    private func times(_ opened: OpenedBooking) throws -> Response {
        let times = try timesPage(
            opened.diary, service: opened.booking.service, duration: opened.minutes, moving: opened.moving, here: opened.place(.times),
            holds: opened.place(.holds))
        return page(
            Layout(heading: "Choose a new time", tenant: opened.diary.tenant).page {
                h1 { "Choose a new time" }
                p(.class("lead")) { "You have \(Speech(opened.diary.tenant).span(opened.booking.start, opened.booking.end))." }
                times.content(hidden: formFields)
            })
    }

    private func keep(_ opened: OpenedBooking) throws -> Response {
        let hold = try hold(opened.diary, sealedForm(), moving: opened.moving)
        return redirect(to: opened.place(.hold(hold.id.text)), keeping: hold)
    }

    private func held(_ opened: OpenedBooking, _ id: String) throws -> Response {
        let hold = try opened.diary.renew(Asking.hold(id))
        return page(MovePage(opened: opened, hold: hold, formFields: formFields).html)
    }

    private func move(_ opened: OpenedBooking, _ id: String) throws -> Response {
        let once = formKey("POST form/move", try sealedForm())
        let moved = try opened.diary.reschedule(opened.booking.reference, proof: opened.proof, to: Asking.hold(id), once: once)
        return changed(moved, opened, news: "moved")
    }

    private func cancel(_ opened: OpenedBooking) throws -> Response {
        let fields = try sealedForm()
        let cancelled = try opened.diary.cancel(
            opened.booking.reference, proof: opened.proof, reason: fields["reason"] ?? "", once: formKey("POST form/cancellation", fields))
        return changed(cancelled, opened, news: "cancelled")
    }

    /// A booking that moved has a link that lasts as long as its new time asks.
    private func changed(_ booking: Appointment, _ opened: OpenedBooking, news: String) -> Response {
        let token = house.manageToken(booking, of: opened.diary.tenant)
        return .redirect(to: Place.manage(token: token, .booking).path(query: ["news": news]))
    }
}

/// A booking whose link was verified.
struct OpenedBooking {
    let diary: Diary
    let booking: Appointment
    let token: String

    var proof: Proof { .link(booking.id) }
    var moving: Moving { Moving(reference: booking.reference, proof: proof) }

    /// How long the appointment is.
    var minutes: Int { Int((booking.end.instant.microseconds - booking.start.instant.microseconds) / 60_000_000) }

    func place(_ place: ManagePlace) -> Place { .manage(token: token, place) }
}
