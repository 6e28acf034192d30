extension English {
    func welcomeBack(_ business: String, _ service: String) -> String {
        "Hello, welcome back to \(business), this is the receptionist. Would you like \(service) again, or what can I do for you?"
    }
    var whichOfSeveral: String { "You have several coming appointments. Which one do you mean?" }
    var noneByNumber: String {
        "I find no coming appointment with your number. If it was made otherwise, please give me its reference and the email address or phone number it was made with."
    }
    var noneByName: String {
        "I find no coming appointment under that name with this number. Please give me its reference instead."
    }
    var whichBookingByName: String {
        "Which appointment is it? Please give me the name that it was booked under, or its reference."
    }
}
