internal import Booking
internal import Web

extension Owner {
    /// One booking with everything about it.
    func booking(_ id: Appointment.ID) throws -> Response {
        let booking = try diary.appointment(id: id)
        return visit.page(
            layout("Booking \(booking.reference)", current: .agenda).page {
                h1 { booking.service.name }
                section(.class("card")) { facts(booking) }
                if booking.status == .pending { answering(booking) }
                if [.confirmed, .pending].contains(booking.status) { cancelling(booking) }
            })
    }

    /// Does to a booking what the owner decided, once.
    func decide(_ decision: AdminPlace.Decision, _ id: Appointment.ID) throws -> Response {
        let fields = try sealedForm(), once = visit.formKey("POST admin/\(decision.rawValue)", fields)
        let reason = fields["reason"] ?? ""
        switch decision {
        case .approval: _ = try diary.approve(id, once: once)
        case .refusal: _ = try diary.decline(id, reason: reason, once: once)
        case .cancellation: _ = try diary.cancel(diary.appointment(id: id).reference, proof: .owner, reason: reason, once: once)
        }
        return .redirect(to: Place.admin(.booking(id.value)).path)
    }

    private func facts(_ booking: Appointment) -> HTML {
        dl(.class("facts")) {
            fact("When", speech.span(booking.start, booking.end))
            fact("With", booking.resource.name)
            fact("Reference", booking.reference.text)
            div {
                dt { "Status" }; dd { badge(booking.status) }
            }
            fact("For", booking.customer.name)
            if let email = booking.customer.email {
                div {
                    dt { "Email" }; dd { a(.href(path: "mailto:\(email)")) { email } }
                }
            }
            if let phone = booking.customer.phone {
                div {
                    dt { "Phone" }; dd { a(.href(path: "tel:\(phone)")) { phone } }
                }
            }
            if let address = booking.customer.address { fact("Address", address) }
            if !booking.notes.isEmpty { fact("Notes", booking.notes) }
        }
    }

    private func fact(_ name: String, _ text: String) -> HTML {
        div {
            dt { name }; dd { text }
        }
    }

    private func answering(_ booking: Appointment) -> HTML {
        section(.class("card")) {
            h2 { "Your answer" }
            form(.method(.post), .action(Place.admin(.decision(booking.id.value, .approval)))) {
                formFields
                button { "Approve" }
            }
            form(.method(.post), .action(Place.admin(.decision(booking.id.value, .refusal)))) {
                formFields
                reasonField("decline-reason")
                button(.class("danger")) { "Decline" }
            }
        }
    }

    private func cancelling(_ booking: Appointment) -> HTML {
        section(.class("card")) {
            h2 { "Cancel this booking" }
            form(.method(.post), .action(Place.admin(.decision(booking.id.value, .cancellation)))) {
                formFields
                reasonField("cancel-reason")
                button(.class("danger")) { "Cancel the booking" }
            }
        }
    }

    private func reasonField(_ id: String) -> HTML {
        p(.class("field")) {
            label(.for(id)) { "Reason (optional)" }
            input(.id(id), .name("reason"), .maxlength(200), .autocomplete("off"))
        }
    }
}
