extension English {
    func notice(_ notice: Notice) -> String {
        let (business, service, start) = (notice.business, notice.service, zoned(notice.start))
        let change = "\(place(notice)) Change it: \(notice.link)", again = "Other times: \(notice.link)"
        return switch notice.kind {
        case .requested:
            "\(business): we have your request for \(service) on \(start). It is not confirmed yet, we will text you. Change it: \(notice.link)"
        case .booked: "\(business): you are booked for \(service) on \(start).\(change)"
        case .approved: "\(business): your \(service) on \(start) is confirmed.\(change)"
        case .moved: "\(business): your \(service) is now on \(start).\(change)"
        case .cancelled: "\(business): your \(service) on \(start) is cancelled. \(again)"
        case .declined: "\(business): we are sorry, we can't take your request for \(service) on \(start). \(again)"
        case .lapsed:
            "\(business): we are sorry, your request for \(service) on \(start) was not answered in time. It is not booked. \(again)"
        case .reminder: "\(business): a reminder of your \(service) on \(start).\(change)"
        }
    }
}
