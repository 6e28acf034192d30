extension German {
    var automatic: String { "Automatische Antwort:" }
    func textsStopped(_ business: String) -> String { "Sie erhalten keine Nachrichten mehr von \(business)." }
    func textsResumed(_ business: String) -> String {
        "Sie erhalten wieder Nachrichten von \(business). Was kann ich für Sie tun?"
    }
    func textHelp(_ business: String, _ phone: String?) -> String {
        "Hier ist der automatische Empfang von \(business). Schreiben Sie, was Sie buchen, verlegen oder absagen möchten, oder fragen Sie nach einem Menschen."
            + (phone.map { " Telefonisch: \($0)." } ?? "") + " "
            + "Wenn Sie keine Nachrichten mehr möchten, schreiben Sie es hier einfach."
    }
    var noAttachments: String { "Bilder und Dateien kann ich nicht öffnen. Bitte schreiben Sie es in Worten." }
    func toChange(_ link: String) -> String { "Ändern oder absagen: \(link)" }
    func wantsPerson(_ who: String, _ said: String) -> String {
        "\(who) möchte per Nachricht mit einem Menschen sprechen: \"\(said)\" Antworten können Sie auf Ihrer Seite mit den Nachrichten."
    }
}
