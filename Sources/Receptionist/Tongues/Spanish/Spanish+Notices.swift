extension Spanish {
    func notice(_ notice: Notice) -> String {
        let (business, service, start) = (notice.business, notice.service, zoned(notice.start))
        let change = "\(place(notice)) Para cambiarla: \(notice.link)", again = "Otros horarios: \(notice.link)"
        return switch notice.kind {
        case .requested:
            "\(business): hemos recibido su solicitud: \(service), \(start). Aún no está confirmada; le avisaremos. Para cambiarla: \(notice.link)"
        case .booked: "\(business): su cita está reservada: \(service), \(start).\(change)"
        case .approved: "\(business): su cita está confirmada: \(service), \(start).\(change)"
        case .moved: "\(business): su cita ha cambiado: \(service), ahora \(start).\(change)"
        case .cancelled: "\(business): su cita está anulada: \(service), \(start). \(again)"
        case .declined: "\(business): lo sentimos, no podemos aceptar su solicitud: \(service), \(start). \(again)"
        case .lapsed: "\(business): lo sentimos, su solicitud no se respondió a tiempo y no hay cita: \(service), \(start). \(again)"
        case .reminder: "\(business): le recordamos su cita: \(service), \(start).\(change)"
        }
    }
}
