extension German {
    func welcomeBack(_ business: String, _ service: String) -> String {
        "Guten Tag, schön, dass Sie sich wieder bei \(business) melden; hier ist der Empfang. Möchten Sie wieder \(service), oder was kann ich für Sie tun?"
    }
    var whichOfSeveral: String { "Sie haben mehrere kommende Termine. Welchen meinen Sie?" }
    var noneByNumber: String {
        "Ich finde keinen kommenden Termin zu Ihrer Nummer. Wurde er anders gebucht, nennen Sie mir bitte die Buchungsnummer und die E-Mail-Adresse oder Telefonnummer dazu."
    }
    var noneByName: String {
        "Unter diesem Namen finde ich zu dieser Nummer keinen kommenden Termin. Bitte nennen Sie mir stattdessen die Buchungsnummer."
    }
    var whichBookingByName: String {
        "Um welchen Termin geht es? Bitte nennen Sie mir den Namen, auf den er gebucht ist, oder die Buchungsnummer."
    }
}
