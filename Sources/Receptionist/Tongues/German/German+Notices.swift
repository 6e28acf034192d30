extension German {
    func notice(_ notice: Notice) -> String {
        let (business, service, start) = (notice.business, notice.service, zoned(notice.start))
        let change = "\(place(notice)) Zum Ändern: \(notice.link)", again = "Andere Zeiten: \(notice.link)"
        return switch notice.kind {
        case .requested:
            "\(business): Ihre Anfrage ist da: \(service), \(start). Sie ist noch nicht bestätigt, wir melden uns. Zum Ändern: \(notice.link)"
        case .booked: "\(business): Ihr Termin ist gebucht: \(service), \(start).\(change)"
        case .approved: "\(business): Ihr Termin ist bestätigt: \(service), \(start).\(change)"
        case .moved: "\(business): Ihr Termin ist verschoben: \(service), jetzt \(start).\(change)"
        case .cancelled: "\(business): Ihr Termin ist abgesagt: \(service), \(start). \(again)"
        case .declined: "\(business): Leider können wir Ihre Anfrage nicht annehmen: \(service), \(start). \(again)"
        case .lapsed: "\(business): Leider blieb Ihre Anfrage ohne Antwort, es ist nichts gebucht: \(service), \(start). \(again)"
        case .reminder: "\(business): Wir erinnern an Ihren Termin: \(service), \(start).\(change)"
        }
    }
}
