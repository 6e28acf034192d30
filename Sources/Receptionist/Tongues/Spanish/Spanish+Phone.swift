internal import Postgres

extension Spanish {
    /// “2 de la tarde”, “2 y 15 de la tarde”.
    func spokenClock(_ minute: Int) -> String {
        let hour = minute / 60 % 24, rest = minute % 60
        let part = hour < 6 ? "de la madrugada" : hour < 12 ? "de la mañana" : hour < 20 ? "de la tarde" : "de la noche"
        return "\(hour % 12 == 0 ? 12 : hour % 12)\(rest == 0 ? "" : " y \(rest)") \(part)"
    }

    func timeOfDay(_ minute: Int) -> String { hour(minute) }

    func callGreeting(_ business: String, isRecorded: Bool) -> String {
        "Hola, le atiende el asistente automático de \(business). "
            + (isRecorded ? "Esta llamada se graba y se transcribe." : "Esta llamada se transcribe.")
    }
    func lastTime(_ service: String) -> String { "Nos alegra oírle de nuevo. La última vez vino para \(service)." }
    var menu: String {
        "Dígame qué desea, o pulse 1 para reservar, 2 para cambiar o 3 para cancelar una cita, y 0 para hablar con una persona."
    }
    var menuWords: [String] { ["Quiero reservar una cita", "Quiero cambiar mi cita", "Quiero cancelar mi cita"] }
    var personWords: String { "Quiero hablar con una persona" }
    var whatToBook: String { "¿Qué desea reservar?" }
    var anythingElse: String { "¿Puedo ayudarle en algo más?" }
    var timeIsUp: String { "Tengo que terminar esta llamada. Vuelva a llamar si necesita algo más. Adiós." }
    func noMoreCalls(_ business: String) -> String {
        "Ha llamado a \(business). En este momento no podemos atender más llamadas. Por favor, inténtelo más tarde. Adiós."
    }

    func press(_ choices: [(key: Character, label: String)]) -> String { "Pulse \(keyed(choices, "para"))." }
    var yes: String { "sí" }
    var no: String { "no" }
    var otherTimes: String { "otras horas" }

    var unheard: String { "Disculpe, no le he oído." }
    var unheardAgain: String { "Sigo sin oírle." }
    var textInstead: String { "Parece que la línea no es buena. ¿Puedo escribirle un mensaje de texto?" }
    var texted: String { "Acabo de enviarle un mensaje de texto. Podemos seguir por ahí." }
    func textHandover(_ business: String) -> String { "Le escribe \(business). Acaba de llamarnos; podemos seguir por aquí." }
    var tryAgain: String { "De acuerdo, probemos de nuevo." }

    var askName: String { "¿Cómo se llama?" }
    var underNumber: String { "usar su número de teléfono en su lugar" }
    var askPhone: String { "¿Cuál es su número de teléfono? Dígalo, o márquelo y pulse almohadilla." }
    var askWorkAddress: String { "¿En qué dirección se hará el trabajo?" }

    func readBack(_ service: String, _ slot: OfferedSlot, for name: String?) -> String {
        "Entonces, \(service) con \(slot.person.name), \(moment(slot.start))\(name.map { ", a nombre de \($0)" } ?? ""). ¿Es correcto?"
    }
    func readMove(_ service: String, _ slot: OfferedSlot) -> String {
        "Entonces cambio \(service) a este día: \(moment(slot.start)), con \(slot.person.name). ¿Es correcto?"
    }
    var whatIsWrong: String { "De acuerdo. ¿Qué debe ser distinto: el día, la hora o el nombre?" }
    func keeping(_ held: HeldSlot) -> String { "Le guardo \(moment(held.slot.start)) con \(held.slot.person.name)." }

    var puttingThrough: String { "Un momento, por favor, le paso con una persona." }
    var nobodyAnswers: String { "En este momento nadie puede ponerse al teléfono." }
    func toldPeople(_ business: String, _ contact: String?) -> String {
        "He avisado a las personas de \(business). Se pondrán en contacto con usted\(contact == nil ? "" : " en este número")."
    }
    func peopleKnow(_ business: String) -> String { "Las personas de \(business) ya lo saben y se pondrán en contacto con usted." }
    var sayMessage: String { "¿Qué debo decirles? Dígalo ahora, por favor." }
    var callBackNumber: String { "¿A qué número pueden llamarle? Dígalo, o márquelo y pulse almohadilla." }
    var sayPerson: String { "Si prefiere hablar con una persona, pulse 0." }
    var goOn: String { "De acuerdo." }

    var sayReference: String { "¿De qué cita se trata? Deletree su referencia, por favor." }
    var referenceUnknown: String {
        "No encuentro ninguna cita con esa referencia y este número de teléfono. Deletree la referencia otra vez, por favor."
    }

    var oneMoment: String { "Un momento, por favor." }
    var takesTooLong: String { "Lo siento, esto tarda más de lo debido." }
    var sayThatAgain: String { "Lo siento, algo ha fallado aquí. ¿Puede decirlo otra vez, por favor?" }
    var callLater: String { "Lo siento, ahora no puedo ayudarle. Llame de nuevo dentro de unos minutos. Adiós." }
}
