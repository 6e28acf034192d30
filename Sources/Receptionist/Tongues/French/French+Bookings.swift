extension French {
    func holding(_ held: HeldSlot) -> String {
        "Je vous garde \(moment(held.slot.start)) avec \(held.slot.person.name) jusqu'à \(clock(held.expires.minute))."
    }

    func details(_ fields: [String]) -> String {
        let names = ["name": "votre nom", "email": "votre adresse e-mail", "address": "l'adresse du lieu d'intervention"]
        return "Indiquez-moi \(allOf(fields.map { names[$0] ?? $0 })), s'il vous plaît."
    }

    var holdExpired: String { "Entre-temps, l'horaire que je vous gardais a expiré." }

    func what(_ booked: Booked) -> String {
        "\(booked.serviceName) avec \(booked.person.name), \(zoned(booked.start))"
    }

    var unconfirmed: String { "pas encore confirmé" }

    func booked(_ booked: Booked, at business: String) -> [String] {
        let first =
            booked.status == "pending"
            ? "J'ai demandé \(what(booked))\u{A0}; \(business) doit encore confirmer."
            : "Votre rendez-vous est réservé\u{A0}: \(what(booked))."
        return [
            first,
            "Votre référence est \(spelled(booked.reference)). Gardez-la\u{A0}: il vous la faut pour déplacer ou annuler le rendez-vous.",
        ]
    }

    func found(_ booked: Booked) -> String {
        let what = what(booked) + referred(", référence \(booked.reference)")
        return switch booked.status {
        case "confirmed": "Vous avez ce rendez-vous\u{A0}: \(what)."
        case "pending": "Vous avez demandé \(what)\u{A0}; ce n'est pas encore confirmé."
        default: "Ce rendez-vous est \(status(booked))\u{A0}: \(what)."
        }
    }

    func notStanding(_ booked: Booked) -> String {
        "Le rendez-vous \(spelled(booked.reference)) est \(status(booked)), il n'y a donc rien à modifier."
    }

    private func status(_ booked: Booked) -> String {
        switch booked.status {
        case "cancelled": "annulé"
        case "declined": "refusé"
        case "lapsed": "expiré"
        default: "clos"
        }
    }

    var changeIt: String { "Je peux le déplacer ou l'annuler si vous le souhaitez." }
    var moveWhen: String { "Quand souhaitez-vous venir à la place\u{A0}?" }
    var whichBooking: String {
        "De quel rendez-vous s'agit-il\u{A0}? Donnez-moi sa référence et l'adresse e-mail avec laquelle il a été pris."
    }
    var referenceToo: String { "Donnez-moi aussi la référence du rendez-vous, s'il vous plaît." }
    var emailToo: String { "Et avec quelle adresse e-mail a-t-il été pris\u{A0}?" }
    var notFound: String {
        "Je ne trouve aucun rendez-vous avec cette référence et cette adresse e-mail. Vérifiez-les et écrivez-les à nouveau, s'il vous plaît."
    }
    func whichOfYours(_ references: [String]) -> String { "Duquel parlez-vous\u{A0}: \(oneOf(references.map(spelled)))\u{A0}?" }

    func moved(_ booked: Booked, at business: String) -> String {
        booked.status == "pending"
            ? "J'ai demandé à la place \(what(booked))\u{A0}; \(business) doit encore confirmer."
                + referred(" La référence reste \(booked.reference).")
            : "Le rendez-vous est déplacé\u{A0}: \(what(booked))" + referred(", toujours sous la référence \(booked.reference)") + "."
    }

    func cancelThis(_ booked: Booked) -> String {
        "C'est le rendez-vous \(booked.serviceName), \(moment(booked.start))" + referred(", référence \(booked.reference)")
            + ". Dois-je l'annuler\u{A0}?"
    }
    func cancelled(_ booked: Booked) -> String { "Le rendez-vous \(booked.serviceName), \(moment(booked.start)), est annulé." }
    func kept(_ booked: Booked) -> String {
        "Très bien, le rendez-vous \(booked.serviceName), \(moment(booked.start)), reste inchangé."
    }

    func refused(_ refusal: ToolRefusal, _ time: Moment?) -> String {
        let what = time.map(moment) ?? "cet horaire"
        return switch refusal.code {
        case "slot_taken", "full": "Désolé, \(what) vient d'être pris."
        case "too_soon": "Désolé, \(what) est trop proche pour être réservé maintenant."
        case "too_far": "Désolé, \(what) est trop lointain pour être déjà réservé."
        case "outside_hours": "Désolé, \(what) est en dehors de nos horaires."
        case "not_on_grid": "Désolé, aucun rendez-vous ne commence à cette heure-là. Choisissez l'un des horaires proposés."
        case "hold_expired": holdExpired
        case "unavailable":
            "Nous ne pouvons pas consulter notre agenda en ce moment, je ne peux donc rien réserver. Veuillez réessayer dans un moment."
        case "call_back": "Nous ne pouvons pas consulter notre agenda en ce moment, je ne peux donc rien réserver moi-même."
        case "limit_reached": "Désolé, nous ne pouvons pas prendre d'autres réservations de votre part pour le moment."
        case "too_late_to_change": "Désolé, il est trop tard pour modifier ce rendez-vous ici. Appelez-nous, s'il vous plaît."
        case "unknown_service": "Désolé, cette prestation n'est pas proposée ainsi."
        case "invalid": "Désolé, l'une de ces indications n'est pas valable."
        case "not_found": "Désolé, je ne trouve pas ce rendez-vous."
        case "rate_limited": "Il y a eu trop d'essais. Attendez quelques minutes, puis réessayez."
        default: "Désolé, ce n'est pas possible."
        }
    }

    func refusedChange(_ refusal: ToolRefusal) -> String { refused(refusal, nil) }
}
