/// What a caller hears where no receptionist can speak.
public enum LineWords {
    /// The number is nobody's.
    case notInService
    /// Something failed.
    case broken
    /// The number, or everybody together, called too often.
    case tooMany

    /// The words in a language.
    public func said(in language: Language) -> String {
        switch language {
        case .english: english
        case .spanish: spanish
        case .french: french
        case .german: german
        case .portuguese: portuguese
        }
    }

    private var english: String {
        switch self {
        case .notInService: "Hello. This number is not in service. Please check the number and call again. Goodbye."
        case .broken: "We are sorry, we can't take your call right now. Please call again in a few minutes. Goodbye."
        case .tooMany: "We are sorry, we have had too many calls from this number. Please call again later. Goodbye."
        }
    }

    private var spanish: String {
        switch self {
        case .notInService: "Hola. Este número no está en servicio. Compruebe el número y vuelva a llamar, por favor. Adiós."
        case .broken: "Lo sentimos, ahora mismo no podemos atender su llamada. Vuelva a llamar dentro de unos minutos, por favor. Adiós."
        case .tooMany: "Lo sentimos, hemos recibido demasiadas llamadas de este número. Vuelva a llamar más tarde, por favor. Adiós."
        }
    }

    private var french: String {
        switch self {
        case .notInService: "Bonjour. Ce numéro n’est pas en service. Veuillez vérifier le numéro et rappeler. Au revoir."
        case .broken: "Nous sommes désolés, nous ne pouvons pas prendre votre appel. Veuillez rappeler dans quelques minutes. Au revoir."
        case .tooMany: "Nous sommes désolés, nous avons reçu trop d’appels de ce numéro. Veuillez rappeler plus tard. Au revoir."
        }
    }

    private var german: String {
        switch self {
        case .notInService:
            "Guten Tag. Diese Nummer ist nicht vergeben. Bitte prüfen Sie sie und rufen Sie noch einmal an. Auf Wiederhören."
        case .broken: "Leider können wir Ihren Anruf gerade nicht annehmen. Bitte rufen Sie in einigen Minuten wieder an. Auf Wiederhören."
        case .tooMany: "Es tut uns leid, von dieser Nummer kamen zu viele Anrufe. Bitte rufen Sie später wieder an. Auf Wiederhören."
        }
    }

    private var portuguese: String {
        switch self {
        case .notInService: "Olá. Este número não está em serviço. Verifique o número e ligue novamente, por favor. Até logo."
        case .broken: "Desculpe, não podemos atender a sua chamada agora. Ligue novamente dentro de alguns minutos, por favor. Até logo."
        case .tooMany: "Desculpe, recebemos chamadas demais deste número. Ligue novamente mais tarde, por favor. Até logo."
        }
    }
}
