extension Spanish {
    func holding(_ held: HeldSlot) -> String {
        "Le guardo \(moment(held.slot.start)) con \(held.slot.person.name) hasta \(hour(held.expires.minute))."
    }

    func details(_ fields: [String]) -> String {
        let names = [
            "name": "su nombre", "email": "su correo electrónico", "address": "la dirección donde se hará el trabajo",
        ]
        return "Indíqueme \(allOf(fields.map { names[$0] ?? $0 })), por favor."
    }

    var holdExpired: String { "Entretanto ha vencido el plazo de la hora que le guardaba." }

    func what(_ booked: Booked) -> String {
        "\(booked.serviceName) con \(booked.person.name), \(zoned(booked.start))"
    }

    var unconfirmed: String { "aún sin confirmar" }

    func booked(_ booked: Booked, at business: String) -> [String] {
        let first =
            booked.status == "pending"
            ? "He solicitado \(what(booked)); \(business) todavía tiene que confirmarlo." : "Su cita está reservada: \(what(booked))."
        return [first, "Su referencia es \(spelled(booked.reference)). Guárdela: la necesitará para cambiar o cancelar la cita."]
    }

    func found(_ booked: Booked) -> String {
        let what = what(booked) + referred(", referencia \(booked.reference)")
        return switch booked.status {
        case "confirmed": "Tiene esta cita: \(what)."
        case "pending": "Ha solicitado \(what); todavía no está confirmada."
        default: "Esta cita está \(status(booked)): \(what)."
        }
    }

    func notStanding(_ booked: Booked) -> String {
        "La cita \(spelled(booked.reference)) está \(status(booked)), así que no hay nada que cambiar."
    }

    private func status(_ booked: Booked) -> String {
        switch booked.status {
        case "cancelled": "cancelada"
        case "declined": "rechazada"
        case "lapsed": "caducada"
        default: "cerrada"
        }
    }

    var changeIt: String { "Si lo desea, puedo cambiarla o cancelarla." }
    var moveWhen: String { "¿Para cuándo desea cambiarla?" }
    var whichBooking: String { "¿De qué cita se trata? Indíqueme su referencia y el correo electrónico con el que se reservó." }
    var referenceToo: String { "Indíqueme también la referencia de la cita, por favor." }
    var emailToo: String { "¿Y con qué correo electrónico se reservó?" }
    var notFound: String {
        "No encuentro ninguna cita con esa referencia y ese correo electrónico. Por favor, compruébelos y escríbalos de nuevo."
    }
    func whichOfYours(_ references: [String]) -> String { "¿A cuál se refiere: \(oneOf(references.map(spelled)))?" }

    func moved(_ booked: Booked, at business: String) -> String {
        booked.status == "pending"
            ? "He solicitado en su lugar \(what(booked)); \(business) todavía tiene que confirmarlo."
                + referred(" La referencia sigue siendo \(booked.reference).")
            : "La cita está cambiada: \(what(booked))" + referred(", con la misma referencia \(booked.reference)") + "."
    }

    func cancelThis(_ booked: Booked) -> String {
        "Es la cita de \(booked.serviceName), \(moment(booked.start))" + referred(", referencia \(booked.reference)") + ". ¿La cancelo?"
    }
    func cancelled(_ booked: Booked) -> String { "La cita de \(booked.serviceName), \(moment(booked.start)), está cancelada." }
    func kept(_ booked: Booked) -> String {
        "De acuerdo, la cita de \(booked.serviceName), \(moment(booked.start)), queda como estaba."
    }

    func refused(_ refusal: ToolRefusal, _ time: Moment?) -> String {
        let what = time.map(moment) ?? "esa hora"
        return switch refusal.code {
        case "slot_taken", "full": "Lo siento, \(what) acaba de ocuparse."
        case "too_soon": "Lo siento, \(what) es demasiado pronto para reservarlo ahora."
        case "too_far": "Lo siento, \(what) queda demasiado lejos para reservarlo ya."
        case "outside_hours": "Lo siento, \(what) está fuera de nuestro horario."
        case "not_on_grid": "Lo siento, a esa hora no empieza ninguna cita. Elija una de las horas que le ofrezco."
        case "hold_expired": holdExpired
        case "unavailable":
            "Ahora mismo no podemos ver nuestro calendario, así que no puedo reservar nada. Inténtelo de nuevo dentro de un rato."
        case "call_back": "Ahora mismo no podemos ver nuestro calendario, así que yo no puedo reservar nada."
        case "limit_reached": "Lo siento, ya no podemos aceptar más reservas suyas por ahora."
        case "too_late_to_change": "Lo siento, ya es tarde para cambiar esta cita por aquí. Por favor, llámenos."
        case "unknown_service": "Lo siento, ese servicio no se ofrece así."
        case "invalid": "Lo siento, alguno de esos datos no es válido."
        case "not_found": "Lo siento, no encuentro esa cita."
        case "rate_limited": "Ha habido demasiados intentos. Espere unos minutos y vuelva a probar."
        default: "Lo siento, eso no es posible."
        }
    }

    func refusedChange(_ refusal: ToolRefusal) -> String { refused(refusal, nil) }
}
