internal import Postgres

extension German {
    /// “14 Uhr”, “14 Uhr 15”.
    func spokenClock(_ minute: Int) -> String {
        let hour = minute / 60 % 24, rest = minute % 60
        return "\(hour == 1 ? "ein" : "\(hour)") Uhr\(rest == 0 ? "" : " \(rest)")"
    }

    func callGreeting(_ business: String, isRecorded: Bool) -> String {
        "Guten Tag, hier ist der automatische Assistent von \(business). "
            + (isRecorded ? "Dieses Gespräch wird aufgezeichnet und mitgeschrieben." : "Dieses Gespräch wird mitgeschrieben.")
    }
    func lastTime(_ service: String) -> String { "Schön, wieder von Ihnen zu hören. Das letzte Mal waren Sie für \(service) da." }
    var menu: String {
        "Sagen Sie mir, was Sie möchten, oder drücken Sie 1 zum Buchen, 2 zum Verlegen oder 3 zum Absagen eines Termins und 0 für einen Menschen."
    }
    var menuWords: [String] { ["Ich möchte einen Termin buchen", "Ich möchte meinen Termin verlegen", "Ich möchte meinen Termin absagen"] }
    var personWords: String { "Ich möchte mit einem Menschen sprechen" }
    var whatToBook: String { "Was möchten Sie buchen?" }
    var anythingElse: String { "Kann ich sonst noch etwas für Sie tun?" }
    var timeIsUp: String { "Ich muss dieses Gespräch jetzt beenden. Rufen Sie gern wieder an. Auf Wiederhören." }
    func noMoreCalls(_ business: String) -> String {
        "Sie rufen \(business) an. Im Moment können wir keine weiteren Anrufe annehmen. Bitte versuchen Sie es später noch einmal. Auf Wiederhören."
    }

    func press(_ choices: [(key: Character, label: String)]) -> String { "Drücken Sie \(keyed(choices, "für"))." }
    var yes: String { "ja" }
    var no: String { "nein" }
    var otherTimes: String { "andere Zeiten" }

    var unheard: String { "Ich habe nichts gehört." }
    var unheardAgain: String { "Ich höre Sie leider immer noch nicht." }
    var textInstead: String { "Die Leitung scheint schlecht zu sein. Darf ich Ihnen stattdessen eine SMS schreiben?" }
    var texted: String { "Ich habe Ihnen eben eine SMS geschickt. Dort können wir weitermachen." }
    func textHandover(_ business: String) -> String {
        "Hier ist \(business). Sie haben uns gerade angerufen; hier können wir weitermachen."
    }
    var tryAgain: String { "In Ordnung, versuchen wir es noch einmal." }

    var askName: String { "Wie ist Ihr Name?" }
    var underNumber: String { "Ihre Telefonnummer statt des Namens" }
    var askPhone: String { "Wie ist Ihre Telefonnummer? Sagen Sie sie, oder tippen Sie sie ein und drücken Sie die Rautetaste." }
    var askWorkAddress: String { "An welcher Adresse soll gearbeitet werden?" }

    func readBack(_ service: String, _ slot: OfferedSlot, for name: String?) -> String {
        "Das ist also \(service) bei \(slot.person.name) am \(moment(slot.start))\(name.map { ", auf den Namen \($0)" } ?? ""). Ist das richtig?"
    }
    func readMove(_ service: String, _ slot: OfferedSlot) -> String {
        "Dann verlege ich \(service) auf \(moment(slot.start)), bei \(slot.person.name). Ist das richtig?"
    }
    var whatIsWrong: String { "In Ordnung. Was soll anders sein: der Tag, die Uhrzeit oder der Name?" }
    func keeping(_ held: HeldSlot) -> String { "Ich habe \(moment(held.slot.start)) bei \(held.slot.person.name) für Sie." }

    var puttingThrough: String { "Einen Moment bitte, ich verbinde Sie." }
    var nobodyAnswers: String { "Im Moment kann niemand ans Telefon kommen." }
    func toldPeople(_ business: String, _ contact: String?) -> String {
        "Ich habe dem Team von \(business) Bescheid gesagt. Man meldet sich bei Ihnen\(contact == nil ? "" : " unter dieser Nummer")."
    }
    func peopleKnow(_ business: String) -> String { "Das Team von \(business) weiß schon Bescheid und meldet sich bei Ihnen." }
    var sayMessage: String { "Was soll ich ausrichten? Bitte sagen Sie es jetzt." }
    var callBackNumber: String {
        "Unter welcher Nummer kann man Sie zurückrufen? Sagen Sie sie, oder tippen Sie sie ein und drücken Sie die Rautetaste."
    }
    var sayPerson: String { "Wenn Sie lieber mit einem Menschen sprechen möchten, drücken Sie 0." }
    var goOn: String { "In Ordnung." }

    var sayReference: String { "Um welchen Termin geht es? Bitte buchstabieren Sie die Buchungsnummer." }
    var referenceUnknown: String {
        "Ich finde keinen Termin mit dieser Buchungsnummer und dieser Telefonnummer. Bitte buchstabieren Sie die Buchungsnummer noch einmal."
    }

    var oneMoment: String { "Einen Moment, bitte." }
    var takesTooLong: String { "Das dauert leider länger, als es sollte." }
    var sayThatAgain: String { "Da ist leider etwas schiefgegangen. Bitte sagen Sie das noch einmal." }
    var callLater: String {
        "Leider kann ich Ihnen im Moment nicht helfen. Bitte rufen Sie in ein paar Minuten wieder an. Auf Wiederhören."
    }
}
