internal import Booking

/// What is said otherwise on the phone.
extension Wording {
    var whatToDo: String { isSpoken ? tongue.menu : tongue.whatToDo }
    var thanksWhatToDo: String { isSpoken ? tongue.menu : tongue.thanksWhatToDo }
    var allRight: String { isSpoken ? tongue.goOn : tongue.allRight }
    var whatMessage: String { isSpoken ? tongue.sayMessage : tongue.whatMessage }
    var howToReach: String { isSpoken ? tongue.callBackNumber : tongue.howToReach }
    var whichBooking: String { isSpoken ? tongue.sayReference : tongue.whichBooking }
    var referenceToo: String { isSpoken ? tongue.sayReference : tongue.referenceToo }
    var emailToo: String { isSpoken ? tongue.askPhone : tongue.emailToo }
    var notFound: String { isSpoken ? tongue.referenceUnknown : tongue.notFound }

    /// The question for a detail; on the phone they are asked one at a time.
    func askFor(_ field: String?) -> String {
        switch field {
        case "name": tongue.askName
        case "address": tongue.askWorkAddress
        default: tongue.askPhone
        }
    }

    func readBack(_ service: String, _ slot: OfferedSlot, for name: String?) -> String { tongue.readBack(service, slot, for: name) }
    func readMove(_ service: String, _ slot: OfferedSlot) -> String { tongue.readMove(service, slot) }
    func callGreeting(isRecorded: Bool) -> String { tongue.callGreeting(business.name, isRecorded: isRecorded) }
}
