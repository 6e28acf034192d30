extension German {
    func handedOver(_ business: String, _ contact: String?) -> String {
        "Ich habe das Team von \(business) gebeten, Ihnen zu antworten; es kann dieses Gespräch lesen. "
            + "Die Antwort kommt hier im Chat\(contact.map { " oder an \($0)" } ?? ""). Bis dahin kann ich weiter Termine buchen, verschieben oder absagen."
    }
    func alreadyHandedOver(_ business: String) -> String {
        "Das Team von \(business) hat dieses Gespräch schon und antwortet hier, sobald es kann."
    }
    var reachElsewhere: String {
        "Wenn man Sie auch anders erreichen soll, nennen Sie mir Ihren Namen und eine E-Mail-Adresse oder Telefonnummer."
    }
    func personAnswers(_ business: String) -> String {
        "Hier antwortet jetzt ein Mensch von \(business). Ihre Nachricht habe ich weitergegeben."
    }
    func buttonForPerson(_ business: String) -> String {
        "Hier antwortet jetzt ein Mensch von \(business), darum habe ich nichts getan. Ihre Auswahl ist dort zu sehen."
    }
    var backAgain: String { "Der automatische Empfang ist wieder da: Ich kann einen Termin buchen, verschieben oder absagen." }
}
