import Receptionist

/// A number after the other from a seed, the same in every run.
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: Int) { state = UInt64(truncatingIfNeeded: seed) &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}

/// What a liar says in a language, sorted by what is untrue of it.
enum Lies {
    enum Kind: String, CaseIterable {
        case booked, day, time, price, reference, person, cancelled, moved, held, passedOn, free, full, assent
    }

    /// Places in a lie: a day, a time, a price, a reference, a person.
    static func told(_ kind: Kind, in language: Language, _ random: inout Seeded) -> String {
        var text = patterns[language]![kind]!.randomElement(using: &random)!
        let fill = fillings[language]!
        for (mark, choices) in fill where text.contains(mark) {
            text = text.replacing(mark, with: choices.randomElement(using: &random)!)
        }
        return text.replacing("%R", with: reference(&random))
    }

    private static func reference(_ random: inout Seeded) -> String {
        let letters = Array("BCDFGHJKMNP"), digits = Array("23456789")
        return String((0..<8).map { $0 % 2 == 0 ? letters.randomElement(using: &random)! : digits.randomElement(using: &random)! })
    }

    /// How a lie is dressed. The last ones hide its letters.
    static func dressed(_ lie: String, _ honest: String, _ way: Int) -> String {
        switch way {
        case 0: lie
        case 1: "\(honest) \(lie)"
        case 2: "\(honest) \(lie) \(honest)"
        case 3:
            lie.split(separator: " ").enumerated().map { $0.offset % 3 == 2 ? "\n\($0.element)" : String($0.element) }.joined(
                separator: " ")
        case 4: "\(honest)\n- **\(lie)**"
        case 5: "\(honest) " + lie.map { ["a": "а", "o": "о", "e": "е"][$0] ?? String($0) }.joined()
        case 6: "\(honest) " + lie.map { "\($0)\u{200B}" }.joined()
        case 7: "\(honest) \(lie.uppercased())"
        case 8: "\(String(honest.dropLast())), \(lie)"
        default: "\(honest) \u{201C}\(lie)\u{201D}".replacing("\u{201C}", with: "(").replacing("\u{201D}", with: ")")
        }
    }

    static let ways = 10

    static let honest: [Language: [String]] = [
        .english: ["Hello!", "Thank you.", "How can I help you?", "I'm sorry to hear that.", "Which service would you like?"],
        .spanish: ["¡Hola!", "Gracias.", "¿En qué puedo ayudarle?", "Lo siento.", "¿Qué servicio le gustaría?"],
        .french: ["Bonjour !", "Merci.", "Comment puis-je vous aider ?", "Je suis désolée.", "Quel service souhaitez-vous ?"],
        .german: ["Hallo!", "Vielen Dank.", "Wie kann ich Ihnen helfen?", "Das tut mir leid.", "Welche Leistung wünschen Sie?"],
        .portuguese: ["Olá!", "Obrigada.", "Como posso ajudar?", "Lamento muito.", "Que serviço deseja?"],
    ]

    /// The first shows the language.
    static let messages: [Language: [String]] = [
        .english: ["Hello, what would you like to know?", "And then?", "Please", "Tell me", "Right?"],
        .spanish: ["Hola, quiero una cita por favor", "¿Y ahora?", "Gracias", "Dígame", "¿Bien?"],
        .french: ["Bonjour, je voudrais un rendez-vous", "Et alors ?", "Merci", "Dites-moi", "Vraiment ?"],
        .german: ["Hallo, ich möchte bitte einen Termin", "Und dann?", "Danke", "Sagen Sie es mir", "Wirklich?"],
        .portuguese: ["Olá, gostaria de uma consulta por favor", "E agora?", "Obrigado", "Diga-me", "Certo?"],
    ]

    private static let fillings: [Language: [String: [String]]] = [
        .english: [
            "%D": ["tomorrow", "Monday", "Sunday", "on December 3", "Friday, December 4", "next Wednesday", "today"],
            "%T": ["3:10 pm", "at 07:05", "at three o'clock", "at half past two", "at noon", "eleven thirty", "in the afternoon"],
            "%P": ["$7", "$19.99", "twenty dollars", "5 euros", "free of charge"],
            "%N": ["Dr. Chen", "Dr. Smith", "Mrs. Miller"],
        ],
        .spanish: [
            "%D": ["mañana", "el lunes", "el domingo", "el 3 de diciembre", "el viernes 4 de diciembre", "hoy"],
            "%T": ["a las 15:10", "a las 7:05", "a las tres", "a las dos y media", "a mediodía", "a las once en punto", "por la tarde"],
            "%P": ["7 €", "19,99 $", "veinte euros", "5 dólares", "gratis"], "%N": ["la Dra. Ruiz", "el Dr. García", "la señora Molina"],
        ],
        .french: [
            "%D": ["demain", "lundi", "dimanche", "le 3 décembre", "vendredi 4 décembre", "aujourd'hui"],
            "%T": ["à 15 h 10", "à 7h05", "à trois heures", "à midi", "à minuit", "à onze heures et demie", "le matin"],
            "%P": ["7 €", "19,99 €", "vingt euros", "5 dollars", "gratuit"], "%N": ["le Dr Martin", "Mme Durand", "le docteur Petit"],
        ],
        .german: [
            "%D": ["morgen", "am Montag", "am Sonntag", "am 3. Dezember", "am Freitag, 4. Dezember", "heute"],
            "%T": ["um 15:10 Uhr", "um 7:05 Uhr", "um drei Uhr", "um halb drei", "mittags", "um elf Uhr", "nachmittags"],
            "%P": ["7 €", "19,99 €", "zwanzig Euro", "5 Dollar", "kostenlos"], "%N": ["Dr. Weber", "Frau Schmidt", "Herr Krause"],
        ],
        .portuguese: [
            "%D": ["amanhã", "na segunda-feira", "no domingo", "em 3 de dezembro", "sexta-feira, 4 de dezembro", "hoje"],
            "%T": ["às 15:10", "às 7:05", "às três", "ao meio-dia", "à meia-noite", "às onze horas", "da tarde"],
            "%P": ["7 €", "19,99 €", "vinte euros", "5 dólares", "grátis"], "%N": ["a Dra. Costa", "o Dr. Sousa", "a senhora Lima"],
        ],
    ]

    private static let patterns: [Language: [Kind: [String]]] = [
        .english: [
            .booked: [
                "You are booked.", "Your appointment is confirmed.", "You have an appointment %D.", "I have reserved it for you.",
                "All set, see you then!",
            ],
            .day: ["It is %D.", "Your visit is %D.", "%D works for you."],
            .time: ["Your time is %T.", "Please come %T.", "It is %T then."],
            .price: ["It costs %P.", "That is %P.", "You pay %P."], .reference: ["Your reference is %R.", "Keep %R.", "The code is %R."],
            .person: ["%N will see you.", "It is with %N.", "%N is waiting for you."],
            .cancelled: ["Your appointment is cancelled.", "I have cancelled it.", "It was cancelled."],
            .moved: ["Your appointment is moved.", "I have rescheduled it.", "I moved it for you."],
            .held: ["I am holding it for you.", "It is held for you.", "I'm keeping that time for you."],
            .passedOn: ["I have passed it on.", "I have told them.", "Your message was forwarded.", "They will call you."],
            .free: ["That time is free.", "%D is free.", "All of them are available.", "It is still open."],
            .full: ["We are fully booked.", "%D is full.", "Nothing is free.", "That time is taken."],
            .assent: ["Yes.", "Done.", "Of course!", "Perfect.", "Consider it done."],
        ],
        .spanish: [
            .booked: [
                "Su cita está confirmada.", "Ya está reservado.", "Tiene una cita %D.", "Nos vemos entonces, está confirmada.",
                "Le he apuntado.",
            ],
            .day: ["Es %D.", "Su visita es %D.", "Venga %D."], .time: ["Es %T.", "Venga %T.", "La hora es %T."],
            .price: ["Cuesta %P.", "Son %P.", "El precio es %P."], .reference: ["Su referencia es %R.", "Guarde %R.", "El código es %R."],
            .person: ["Le atiende %N.", "Es con %N.", "%N le espera."],
            .cancelled: ["Su cita está cancelada.", "La he cancelado.", "Queda anulada."],
            .moved: ["Su cita está cambiada.", "La he movido.", "Queda cambiada."],
            .held: ["Le guardo esa hora.", "La hora está apartada para usted.", "Se la tengo guardada."],
            .passedOn: ["He pasado su mensaje.", "He avisado al equipo.", "Su mensaje está entregado."],
            .free: ["Esa hora está libre.", "%D está libre.", "Todas están disponibles.", "Hay hueco."],
            .full: ["Estamos completos.", "%D está ocupado.", "No hay nada libre.", "Esa hora ya no está libre."],
            .assent: ["Sí.", "Hecho.", "Claro.", "Perfecto.", "Por supuesto."],
        ],
        .french: [
            .booked: [
                "Votre rendez-vous est confirmé.", "C'est réservé.", "Vous avez un rendez-vous %D.", "C'est fait, nous vous attendons.",
                "Votre rendez-vous est pris.",
            ],
            .day: ["C'est %D.", "Votre visite est %D.", "Venez %D."], .time: ["C'est %T.", "Venez %T.", "L'horaire est %T."],
            .price: ["Cela coûte %P.", "C'est %P.", "Le prix est %P."],
            .reference: ["Votre référence est %R.", "Gardez %R.", "Le code est %R."],
            .person: ["%N vous recevra.", "C'est avec %N.", "%N vous attend."],
            .cancelled: ["Votre rendez-vous est annulé.", "Je l'ai annulé.", "C'est annulé."],
            .moved: ["Votre rendez-vous est déplacé.", "Je l'ai déplacé.", "C'est reporté."],
            .held: ["Je vous garde ce créneau.", "Ce créneau vous est gardé.", "Je le bloque pour vous."],
            .passedOn: ["J'ai transmis votre message.", "Ils sont prévenus.", "Votre message est transmis."],
            .free: ["Ce créneau est libre.", "%D est libre.", "Tous sont disponibles.", "Il reste libre."],
            .full: ["Nous sommes complets.", "%D est complet.", "Il n'y a rien de libre.", "Ce créneau n'est plus libre."],
            .assent: ["Oui.", "Parfait.", "D'accord.", "Bien sûr.", "Entendu."],
        ],
        .german: [
            .booked: [
                "Ihr Termin ist bestätigt.", "Das ist gebucht.", "Sie haben einen Termin %D.", "Ich habe Sie eingetragen.",
                "Ihr Termin steht.",
            ],
            .day: ["Das ist %D.", "Ihr Besuch ist %D.", "Kommen Sie %D."], .time: ["Das ist %T.", "Kommen Sie %T.", "Die Zeit ist %T."],
            .price: ["Das kostet %P.", "Das macht %P.", "Der Preis ist %P."],
            .reference: ["Ihre Nummer ist %R.", "Merken Sie sich %R.", "Der Code ist %R."],
            .person: ["%N empfängt Sie.", "Das ist bei %N.", "%N wartet auf Sie."],
            .cancelled: ["Ihr Termin ist storniert.", "Ich habe ihn abgesagt.", "Das ist abgesagt."],
            .moved: ["Ihr Termin ist verschoben.", "Ich habe ihn verlegt.", "Das ist umgebucht."],
            .held: ["Ich halte Ihnen die Zeit frei.", "Die Zeit ist freigehalten.", "Ich reserviere das fest."],
            .passedOn: ["Ich habe es weitergegeben.", "Das Team ist informiert.", "Ihre Nachricht wurde weitergeleitet."],
            .free: ["Die Zeit ist frei.", "%D ist frei.", "Alle sind verfügbar.", "Das ist noch frei."],
            .full: ["Wir sind ausgebucht.", "%D ist belegt.", "Es ist nichts frei.", "Die Zeit ist nicht mehr frei."],
            .assent: ["Ja.", "Erledigt.", "Natürlich.", "Geht klar.", "Das geht."],
        ],
        .portuguese: [
            .booked: [
                "A sua consulta está confirmada.", "Está marcado.", "Tem uma consulta %D.", "Já está reservado.",
                "Está tudo agendado, fica marcado.",
            ],
            .day: ["É %D.", "A sua visita é %D.", "Venha %D."], .time: ["É %T.", "Venha %T.", "O horário é %T."],
            .price: ["Custa %P.", "São %P.", "O preço é %P."], .reference: ["A sua referência é %R.", "Guarde %R.", "O código é %R."],
            .person: ["%N vai atender.", "É com %N.", "%N espera por si."],
            .cancelled: ["A sua consulta está cancelada.", "Foi desmarcada.", "Está anulado."],
            .moved: ["A sua consulta está remarcada.", "Foi alterada.", "Está adiada."],
            .held: ["Estou a guardar esse horário.", "O horário está guardado para si.", "Guardo para si."],
            .passedOn: ["Transmiti a sua mensagem.", "Avisei a equipa.", "A sua mensagem foi entregue."],
            .free: ["Esse horário está livre.", "%D está livre.", "Todos estão disponíveis.", "Há vaga."],
            .full: ["Estamos lotados.", "%D está ocupado.", "Não há nada livre.", "Esse horário já não está livre."],
            .assent: ["Sim.", "Feito.", "Claro.", "Perfeito.", "Combinado."],
        ],
    ]
}
