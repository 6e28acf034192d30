extension German {
    func holding(_ held: HeldSlot) -> String {
        "Ich halte Ihnen \(moment(held.slot.start)) bei \(held.slot.person.name) bis \(clock(held.expires.minute)) frei."
    }

    func details(_ fields: [String]) -> String {
        let names = ["name": "Ihren Namen", "email": "Ihre E-Mail-Adresse", "address": "die Adresse, an der gearbeitet werden soll"]
        return "Bitte nennen Sie mir \(allOf(fields.map { names[$0] ?? $0 }))."
    }

    var holdExpired: String { "Die Zeit, die ich für Sie freigehalten hatte, ist inzwischen verfallen." }

    func what(_ booked: Booked) -> String {
        "\(booked.serviceName) bei \(booked.person.name) am \(zoned(booked.start))"
    }

    var unconfirmed: String { "noch nicht bestätigt" }

    func booked(_ booked: Booked, at business: String) -> [String] {
        let first =
            booked.status == "pending"
            ? "Ich habe angefragt: \(what(booked)); \(business) muss das noch bestätigen." : "Ihr Termin ist gebucht: \(what(booked))."
        return [first, "Ihre Buchungsnummer ist \(spelled(booked.reference)). Bitte aufheben: Sie brauchen sie zum Verlegen oder Absagen."]
    }

    func found(_ booked: Booked) -> String {
        let what = what(booked) + referred(", Buchungsnummer \(booked.reference)")
        return switch booked.status {
        case "confirmed": "Sie haben diesen Termin: \(what)."
        case "pending": "Sie haben angefragt: \(what); das ist noch nicht bestätigt."
        default: "Dieser Termin ist \(status(booked)): \(what)."
        }
    }

    func notStanding(_ booked: Booked) -> String {
        "Der Termin \(spelled(booked.reference)) ist \(status(booked)), daher gibt es nichts zu ändern."
    }

    private func status(_ booked: Booked) -> String {
        switch booked.status {
        case "cancelled": "abgesagt"
        case "declined": "abgelehnt"
        case "lapsed": "verfallen"
        default: "geschlossen"
        }
    }

    var changeIt: String { "Wenn Sie möchten, kann ich ihn verlegen oder absagen." }
    var moveWhen: String { "Wann möchten Sie stattdessen kommen?" }
    var whichBooking: String {
        "Um welchen Termin geht es? Bitte nennen Sie mir die Buchungsnummer und die E-Mail-Adresse dazu."
    }
    var referenceToo: String { "Bitte nennen Sie mir auch die Buchungsnummer." }
    var emailToo: String { "Und welche E-Mail-Adresse gehört dazu?" }
    var notFound: String {
        "Ich finde keinen Termin mit dieser Buchungsnummer und E-Mail-Adresse. Bitte prüfen Sie beides und schreiben Sie es noch einmal."
    }
    func whichOfYours(_ references: [String]) -> String { "Welchen meinen Sie: \(oneOf(references.map(spelled)))?" }

    func moved(_ booked: Booked, at business: String) -> String {
        booked.status == "pending"
            ? "Ich habe stattdessen angefragt: \(what(booked)); \(business) muss das noch bestätigen."
                + referred(" Die Buchungsnummer bleibt \(booked.reference).")
            : "Ihr Termin ist verlegt: \(what(booked))" + referred(", weiterhin unter der Buchungsnummer \(booked.reference)") + "."
    }

    func cancelThis(_ booked: Booked) -> String {
        "Das ist \(booked.serviceName) am \(moment(booked.start))" + referred(", Buchungsnummer \(booked.reference)")
            + ". Soll ich den Termin absagen?"
    }
    func cancelled(_ booked: Booked) -> String { "Der Termin \(booked.serviceName) am \(moment(booked.start)) ist abgesagt." }
    func kept(_ booked: Booked) -> String {
        "In Ordnung, der Termin \(booked.serviceName) am \(moment(booked.start)) bleibt, wie er ist."
    }

    func refused(_ refusal: ToolRefusal, _ time: Moment?) -> String {
        let what = time.map(moment) ?? "diese Zeit"
        return switch refusal.code {
        case "slot_taken", "full": "Leider ist \(what) gerade vergeben worden."
        case "too_soon": "Leider ist \(what) zu kurzfristig, um das jetzt noch zu buchen."
        case "too_far": "Leider liegt \(what) zu weit in der Zukunft."
        case "outside_hours": "Leider liegt \(what) außerhalb unserer Öffnungszeiten."
        case "not_on_grid": "Leider beginnt zu dieser Uhrzeit kein Termin. Bitte wählen Sie eine der angebotenen Zeiten."
        case "hold_expired": holdExpired
        case "unavailable":
            "Wir können gerade nicht in unseren Kalender sehen, deshalb kann ich nichts buchen. Bitte versuchen Sie es in einer Weile noch einmal."
        case "call_back": "Wir können gerade nicht in unseren Kalender sehen, deshalb kann ich selbst nichts buchen."
        case "limit_reached": "Leider können wir im Moment keine weiteren Buchungen von Ihnen annehmen."
        case "too_late_to_change": "Leider ist es zu spät, um diesen Termin hier noch zu ändern. Bitte rufen Sie uns an."
        case "unknown_service": "Leider wird diese Leistung so nicht angeboten."
        case "invalid": "Leider stimmt etwas an diesen Angaben nicht."
        case "not_found": "Leider finde ich diesen Termin nicht."
        case "rate_limited": "Das waren zu viele Versuche. Bitte warten Sie einige Minuten und versuchen Sie es dann noch einmal."
        default: "Das ist leider nicht möglich."
        }
    }

    func refusedChange(_ refusal: ToolRefusal) -> String { refused(refusal, nil) }
}
