extension Portuguese {
    func notice(_ notice: Notice) -> String {
        let (business, service, start) = (notice.business, notice.service, zoned(notice.start))
        let change = "\(place(notice)) Para alterar: \(notice.link)", again = "Outros horários: \(notice.link)"
        return switch notice.kind {
        case .requested:
            "\(business): recebemos o seu pedido: \(service), \(start). Ainda não está confirmado; avisaremos. Para alterar: \(notice.link)"
        case .booked: "\(business): o seu horário está marcado: \(service), \(start).\(change)"
        case .approved: "\(business): o seu horário está confirmado: \(service), \(start).\(change)"
        case .moved: "\(business): o seu horário mudou: \(service), agora \(start).\(change)"
        case .cancelled: "\(business): o seu horário está cancelado: \(service), \(start). \(again)"
        case .declined: "\(business): lamentamos, não podemos aceitar o seu pedido: \(service), \(start). \(again)"
        case .lapsed: "\(business): lamentamos, o seu pedido ficou sem resposta e nada está marcado: \(service), \(start). \(again)"
        case .reminder: "\(business): lembramos o seu horário: \(service), \(start).\(change)"
        }
    }
}
