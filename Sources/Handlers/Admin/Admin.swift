internal import Booking
internal import Web

extension Visit {
    /// A request to the owner's pages.
    func answer(owner place: AdminPlace) -> Response {
        do {
            try heard(.admin(place))
            switch place {
            case .door: return .redirect(to: Place.admin(.agenda).path)
            case .signIn(let token): return method == .post ? try signIn(token) : signInPage(token)
            default: break
            }
            guard let owner = try Owner(self) else { return strangerPage }
            return owner.answer(place)
        } catch {
            return AdminLayout(heading: "That didn’t work", tenant: nil, current: nil, signOut: nil).response(to: problem(of: error))
        }
    }

    /// An owner who comes back from Google.
    func answerConsent() -> Response {
        do {
            try heard(.consent)
            guard let owner = try Owner(self) else { return strangerPage }
            return owner.answerConsent()
        } catch {
            return AdminLayout(heading: "That didn’t work", tenant: nil, current: nil, signOut: nil).response(to: problem(of: error))
        }
    }

    private var strangerPage: Response {
        let detail = "You aren’t signed in, or not any more. Ask for a new link: holdfast tenant link."
        return AdminLayout(heading: "Sign in", tenant: nil, current: nil, signOut: nil)
            .response(to: Problem(.forbidden, code: "forbidden", detail: detail))
    }
}

extension Owner {
    /// A refusal is shown inside the owner's frame, with the way back.
    func answer(_ place: AdminPlace) -> Response {
        do {
            return try show(place)
        } catch {
            return layout("That didn’t work", current: nil).response(to: visit.problem(of: error))
        }
    }

    func answerConsent() -> Response {
        do {
            return try comeBack()
        } catch {
            return layout("That didn’t work", current: .calendar).response(to: visit.problem(of: error))
        }
    }

    private func show(_ place: AdminPlace) throws -> Response {
        switch place {
        case .door, .signIn, .agenda: try agenda()
        case .signOut: try signOut()
        case .booking(let id): try booking(Appointment.ID(id))
        case .decision(let id, let decision): try decide(decision, Appointment.ID(id))
        case .blocks: visit.method == .post ? try block() : try blocks()
        case .unblocking(let id): try unblock(Block.ID(id))
        case .messages: try messages()
        case .reading(let id): try markRead(id)
        case .conversations: try conversations()
        case .calls: try calls()
        case .conversation(let id): try conversation(id)
        case .answer(let id): try answer(id)
        case .handback(let id): try handBack(id)
        case .receptionist: visit.method == .post ? try keepVoice() : try speakingPage()
        case .answers: visit.method == .post ? try keepAnswer(nil) : try answers()
        case .ownersAnswer(let id): visit.method == .post ? try keepAnswer(id) : try changing(id)
        case .forgetting(let id): try forgetAnswer(id)
        case .phone: visit.method == .post ? try keepPhone() : try phonePage()
        case .texts: visit.method == .post ? try keepTemplate() : try texts()
        case .calendar: visit.method == .post ? try keepCalendarSettings() : try calendarPage()
        case .leaving: try leave()
        case .choosing(let resource): try chooseCalendars(for: resource)
        case .disconnecting(let account): try disconnectCalendar(account)
        }
    }

    /// The owner's frame around a page.
    func layout(_ heading: String, current: AdminPlace?) -> AdminLayout {
        AdminLayout(heading: heading, tenant: tenant, current: current, signOut: formFields)
    }
}
