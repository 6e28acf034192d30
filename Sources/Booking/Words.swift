extension Reason {
    /// A refusal of a hold for which other starts are worth showing.
    var hasAlternatives: Bool {
        [.slotTaken, .full, .outsideHours, .notOnGrid, .tooSoon, .tooFar].contains(self)
    }

    /// The refusal as a visitor reads it. `code` says more, where the diary knew more.
    func words(_ code: String?) -> String {
        code.flatMap { Self.closer[$0] } ?? Self.plain[self] ?? "That can't be done."
    }

    private static let plain: [Reason: String] = [
        .slotTaken: "Somebody else has this time. Choose another one.",
        .full: "This session is full. Choose another one.",
        .holdExpired: "The time was not kept any longer. Choose a time again.",
        .idempotencyConflict: "This request was made before. Send a new one.",
        .outsideHours: "We are not open then.",
        .tooSoon: "This start is too soon for us. Choose a later one.",
        .tooLateToChange: "It is too late to change this booking.",
        .tooFar: "This start is too far ahead. Choose an earlier one.",
        .notOnGrid: "Nothing begins at that time. Choose one of the times on offer.",
        .limitReached: "No more bookings are taken for that day.",
        .unknownService: "There is no such service.",
        .invalid: "Something in this request is not right.",
        .notFound: "There is no such booking, or it is not yours.",
        .unavailable: "We can't look into our calendar right now, so we take no bookings. Try again in a while.",
        .callBack: "We can't look into our calendar right now. Leave your number in the chat or call us, and we call you back.",
    ]

    private static let closer: [String: String] = [
        "nobody": "Nobody offers this service at the moment.",
        "duration": "This service is not offered in that length.",
        "resource": "This person does not offer that service.",
        "other_service": "A booking can be moved within its own service only.",
        "span": "The end must come after the start.",
        "long_span": "At most 62 days can be asked for at once.",
        "hold": "There is no such hold.",
        "block": "There is no such block.",
        "booked": "This time is booked already: your booking stands. You can open it with its reference and email.",
        "holds_of_client": "You are holding three times already. Book one or let one go first.",
        "holds_of_address": "Too many times are held from your network. Try again in a few minutes.",
        "not_open": "This booking is not open any more.",
        "notice": "It is too late to change this booking online. Please call us.",
        "own_overlap": "You have another booking at that time.",
        "open_bookings": "You have as many coming bookings as we take. Cancel one first.",
        "day_of_customer": "You have as many bookings on that day as we take.",
        "hold_moves_a_booking": "This time is kept for moving a booking. Move the booking, or choose the time anew.",
        "hold_moves_another": "This time is kept for moving another booking.",
        "lapsed": "This request was not answered in time and has lapsed.",
        "running": "The same request is still being worked on. Try again in a moment.",
        "other_body": "This key was used before for another request. Use a new key.",
        "name": "Please give a name.",
        "contact": "Please give an email address or a phone number.",
        "email": "That email address does not look right.",
        "phone": "That phone number does not look right.",
        "address": "Please give the address where we should come.",
        "calendar_busy": "This time has just been taken in our calendar. Choose another one.",
        "text": "The text holds a character that can't be kept.",
        "long_text": "The text is too long.",
    ]
}

extension DiaryError {
    /// The holder has as many holds as they may have: letting one go makes room, where a full day would stay full.
    public var isCapOfHolder: Bool {
        guard case .refused(.limitReached, let detail, _) = self else { return false }
        return detail == Reason.limitReached.words("holds_of_client")
    }
}
