import Receptionist
import Testing

/// A short text in a situation, and what it must mean (docs/texting.md).
struct ShortText: CustomTestStringConvertible, Sendable {
    var body: String
    var context: TextContext
    var meaning: TextMeaning
    var testDescription: String { body }

    /// Somebody who has nothing coming and is being asked nothing.
    static let idle = TextContext()
    /// Somebody with an appointment, or with an open question.
    static let engaged = TextContext(hasMatter: true)
    static let optedOut = TextContext(isOptedOut: true)
    static let button = TextContext(channel: .whatsApp, isButton: true, hasMatter: true)

    private static func each(_ meaning: TextMeaning, _ context: TextContext, _ bodies: [String]) -> [ShortText] {
        bodies.map { ShortText(body: $0, context: context, meaning: meaning) }
    }

    static let all: [ShortText] =
        each(
            .optOut, engaged,
            [
                "STOP", "stop", "Stop.", "STOP!!!", " stop ", "stop please", "Please stop", "Stop it", "just stop", "STOP STOP",
                "ok stop now",
                "StopAll", "stop all", "UNSUBSCRIBE", "Unsubscribe me", "optout", "Opt out", "opt-out", "REVOKE", "END", "end.", "Quit",
                "ALTO", "alto por favor", "Baja", "PARAR", "pare", "Salir", "ARRET", "Arrêt", "arrêter svp", "STOPP", "stopp bitte",
                "Abmelden",
                "Sair", "FIM", "Ende", "fin",
            ])
        + each(
            .optOut, engaged,
            [
                "please stop texting me", "Stop sending me messages!", "quit texting me", "Don't text me anymore", "dont text me again",
                "Please do not message us", "no more texts please", "I don't want any more of these texts", "how do I unsubscribe?",
                "I want to opt out of this", "take me off your list", "remove my number", "cancel all texts", "cancel these reminders",
                "don't send me any more reminders", "Dejen de enviarme mensajes", "no me escriban más", "no quiero más mensajes",
                "quiero darme de baja", "Arrêtez de m'envoyer des messages", "ne m'écrivez plus", "plus de SMS s'il vous plaît",
                "désabonnez-moi", "Hören Sie bitte auf, mir zu schreiben", "Schreiben Sie mir nicht mehr", "keine SMS mehr!",
                "Bitte melden Sie mich ab", "Parem de me mandar mensagem", "não me mandem mais mensagens", "não quero receber mensagens",
            ])
        + each(
            .talk, engaged,
            [
                "CANCEL", "cancel", "Cancel!", "cancelar", "Annuler", "Stornieren", "please cancel", "cancel please", "cancel it",
                "cancel my appointment", "Can I cancel for tomorrow?", "YES", "yes", "Yes please", "yep", "no", "NO", "Sí", "oui", "ja",
                "sim", "2", "2)",
                "the end of the week", "end of next week?", "can I stop by at 5?", "stop by at 5?", "I'll stop in tomorrow",
                "Can you stop the bleeding?", "Is there a bus stop near you?", "do I have to stop taking my pills?",
                "Don't text me before 9, ok?", "don't send me the address, I know it", "take me off the 3pm and put me at 4",
                "I want to quit smoking, can you help?", "can you help me?", "help me book a cleaning", "what info do you need?",
                "when do you start?", "start time?", "can we start at 9", "alto ahí, mejor el martes", "le rendez-vous en haut",
                "bis Ende der Woche",
                "Ich möchte absagen", "quiero cancelar mi cita", "je veux annuler mon rendez-vous", "quero cancelar minha consulta",
                "me tira uma dúvida?", "👍", "", "?",
            ])
        + each(.optOut, idle, ["CANCEL", "cancel", "cancelar", "annuler", "STOP", "QUIT", "END"])
        + each(.talk, idle, ["YES", "please cancel", "cancel my appointment", "hello", "book me for 5", "can I stop by at 5?"])
        + each(.help, idle, ["HELP", "help", "Info", "INFO please", "ayuda", "aide", "Hilfe", "ajuda", "START", "unstop"])
        + each(.help, engaged, ["HELP", "info", "START"]) + each(.help, optedOut, ["HELP"])
        + each(.optIn, optedOut, ["START", "start", "UNSTOP", "Yes", "YES", "alta", "reprendre", "Starten", "começar"])
        + each(.kept, optedOut, ["hello?", "book me for Tuesday at 2", "si", "ok", "2"])
        + each(.optOut, optedOut, ["STOP", "cancel", "please stop texting me"])
        + each(.talk, button, ["Cancel", "Stop by earlier", "Yes", "End", "Confirm"])
}
