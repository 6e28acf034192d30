internal import Booking

/// What the owner is told of calls, in the business's own language.
struct OwnerWords {
    let language: Language

    /// - Parameters:
    ///   - said: the caller's first words, where there were any.
    ///   - from: who called; nil where the number was withheld.
    func missed(from number: String?, said: String?, wasBooking: Bool) -> String {
        let who = number ?? withheld
        let what =
            switch language {
            case .english: wasBooking ? "Missed booking attempt from \(who)" : "Missed call from \(who)"
            case .spanish: wasBooking ? "Reserva no terminada de \(who)" : "Llamada perdida de \(who)"
            case .french: wasBooking ? "Réservation inachevée de \(who)" : "Appel manqué de \(who)"
            case .german: wasBooking ? "Abgebrochene Buchung von \(who)" : "Verpasster Anruf von \(who)"
            case .portuguese: wasBooking ? "Marcação não concluída de \(who)" : "Chamada perdida de \(who)"
            }
        return said.map { "\(what), \(theySaid) '\($0)'." } ?? "\(what)."
    }

    func settled(_ tool: String, _ what: String, by name: String, _ number: String?, reference: String) -> String {
        "\(done(tool)): \(what), \(([name] + [number].compactMap { $0 }).joined(separator: ", ")), \(reference)."
    }

    private func done(_ tool: String) -> String {
        switch (language, tool) {
        case (.english, "cancel_booking"): "Cancelled by phone"
        case (.english, "reschedule_booking"): "Moved by phone"
        case (.english, _): "Booked by phone"
        case (.spanish, "cancel_booking"): "Cancelado por teléfono"
        case (.spanish, "reschedule_booking"): "Cambiado por teléfono"
        case (.spanish, _): "Reservado por teléfono"
        case (.french, "cancel_booking"): "Annulé par téléphone"
        case (.french, "reschedule_booking"): "Déplacé par téléphone"
        case (.french, _): "Réservé par téléphone"
        case (.german, "cancel_booking"): "Telefonisch abgesagt"
        case (.german, "reschedule_booking"): "Telefonisch verlegt"
        case (.german, _): "Telefonisch gebucht"
        case (.portuguese, "cancel_booking"): "Cancelado por telefone"
        case (.portuguese, "reschedule_booking"): "Remarcado por telefone"
        case (.portuguese, _): "Marcado por telefone"
        }
    }

    private var withheld: String {
        switch language {
        case .english: "a withheld number"
        case .spanish: "un número oculto"
        case .french: "un numéro masqué"
        case .german: "einer unterdrückten Nummer"
        case .portuguese: "um número oculto"
        }
    }

    private var theySaid: String {
        switch language {
        case .english: "they said"
        case .spanish: "dijo"
        case .french: "a dit"
        case .german: "gesagt wurde"
        case .portuguese: "disse"
        }
    }
}
