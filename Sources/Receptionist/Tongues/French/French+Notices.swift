extension French {
    func notice(_ notice: Notice) -> String {
        let (business, service, start) = (notice.business, notice.service, zoned(notice.start))
        let change = "\(place(notice)) Pour le modifier\u{A0}: \(notice.link)", again = "Autres horaires\u{A0}: \(notice.link)"
        return switch notice.kind {
        case .requested:
            "\(business)\u{A0}: nous avons reçu votre demande\u{A0}: \(service), \(start). Elle n'est pas encore confirmée, vous recevrez un message. Pour la modifier\u{A0}: \(notice.link)"
        case .booked: "\(business)\u{A0}: votre rendez-vous est réservé\u{A0}: \(service), \(start).\(change)"
        case .approved: "\(business)\u{A0}: votre rendez-vous est confirmé\u{A0}: \(service), \(start).\(change)"
        case .moved: "\(business)\u{A0}: votre rendez-vous est déplacé\u{A0}: \(service), \(start).\(change)"
        case .cancelled: "\(business)\u{A0}: votre rendez-vous est annulé\u{A0}: \(service), \(start). \(again)"
        case .declined: "\(business)\u{A0}: désolés, nous ne pouvons pas accepter votre demande\u{A0}: \(service), \(start). \(again)"
        case .lapsed:
            "\(business)\u{A0}: désolés, votre demande est restée sans réponse et rien n'est réservé\u{A0}: \(service), \(start). \(again)"
        case .reminder: "\(business)\u{A0}: nous vous rappelons votre rendez-vous\u{A0}: \(service), \(start).\(change)"
        }
    }
}
