internal import Postgres

extension German {
    func greeting(_ business: String) -> String {
        "Guten Tag, hier ist der Empfang von \(business). Ich kann Termine für Sie vereinbaren, verlegen oder absagen. Was möchten Sie tun?"
    }
    func help(_ business: String) -> String {
        "Ich bin der automatische Empfang von \(business). Sagen Sie mir, was Sie buchen möchten, und ich zeige Ihnen freie Zeiten. Ich kann auch Termine verlegen oder absagen, Preise und Öffnungszeiten nennen oder eine Nachricht an einen Menschen weitergeben."
    }
    var bye: String { "Auf Wiedersehen." }
    var welcome: String { "Gern geschehen." }
    var whatToDo: String { "Was möchten Sie tun?" }
    var thanksWhatToDo: String { "Danke. Was kann ich für Sie tun?" }
    var noted: String { "Danke, das habe ich notiert." }
    var brokenEmail: String { "Diese E-Mail-Adresse scheint nicht vollständig zu sein." }
    var allRight: String { "In Ordnung. Schreiben Sie mir einfach, wenn Sie etwas brauchen." }
    var letGo: String { "In Ordnung, ich habe diese Zeit wieder freigegeben und nichts gebucht." }
    var lost: String { "Das habe ich leider nicht verstanden." }
    var stillLost: String {
        "Das habe ich leider immer noch nicht verstanden. Ich kann Termine vereinbaren, verlegen oder absagen und Auskunft über Öffnungszeiten, Preise und Leistungen geben."
    }
    var offerPerson: String {
        "Wenn Ihnen lieber ein Mensch antworten soll, schreiben Sie „mit einem Menschen sprechen“, und ich nehme eine Nachricht auf."
    }
    var canBook: String { "Wenn es warten kann, suche ich Ihnen die nächste freie Zeit." }

    func emergency(_ number: String?) -> String {
        "Wenn das ein Notfall ist, rufen Sie bitte sofort \(number.map { "die \($0)" } ?? "die 112 oder den Notruf vor Ort") an; ich vereinbare nur Termine und kann dabei nicht helfen."
    }
    var advice: String {
        "Ich vereinbare nur Termine und kann dazu keinen Rat geben; bitte fragen Sie die Menschen hier direkt."
    }
    func reach(_ business: String, _ phone: String) -> String { "Sie erreichen \(business) unter \(phone)." }

    // MARK: About the business

    func address(_ business: String, _ address: String?) -> String {
        address.map { "Sie finden \(business) hier: \($0)." } ?? "Ich habe keine Adresse von \(business)."
    }
    func phone(_ phone: String) -> String { "Die Telefonnummer ist \(phone)." }
    func price(of service: String, _ price: String?) -> String {
        price.map { "\(service) kostet \($0)." } ?? "Ich habe keinen Preis für \(service)."
    }
    func services(_ names: [String]) -> String {
        names.isEmpty ? "Im Moment gibt es nichts zu buchen." : "Sie können \(oneOf(names)) buchen."
    }
    func whichService(_ names: [String]) -> String { "Was möchten Sie buchen: \(oneOf(names))?" }

    func hours(_ first: CivilDate, _ last: CivilDate, _ windows: [(opens: Int, closes: Int?)]) -> String {
        let days = first == last ? day(first) : "\(day(first)), bis \(day(last))"
        let open = windows.map { "von \(ClockTime.text($0.opens)) bis \($0.closes.map(clock) ?? "Mitternacht")" }
        return "\(days): " + (open.isEmpty ? "geschlossen." : "geöffnet \(allOf(open)).")
    }

    // MARK: A message for a person

    var whatMessage: String { "Was soll ich ausrichten? Schreiben Sie es hier, und ich gebe es weiter." }
    var howToReach: String { "Und wie sind Sie erreichbar? Bitte nennen Sie mir Ihren Namen und eine E-Mail-Adresse oder Telefonnummer." }
    var passedOn: String { "Danke, Ihre Nachricht liegt jetzt bereit. Man wird sich bei Ihnen melden." }
}
