import Foundation
import Receptionist

/// How the readers of a language understand what they are told. It knows nothing of how the receptionist finds its words: it is folded
/// text, without accents, and what people take for a claim.
struct LiarLexicon {
    let weekdays: [[String]]
    let months: [[String]]
    /// From one to thirty-one, where they are written as words.
    let numbers: [String]
    /// Words for a time of day without a number.
    let clocks: String
    /// Behind or before a number word these make a time of it.
    let hours: (before: String, after: String)
    let relativeDays: String
    let claims: [LiarClaim: NSRegularExpression]
    let charge: NSRegularExpression
    let currencies: String
    /// What looks like a claim and is none.
    let harmless: NSRegularExpression

    init(
        weekdays: String, months: String, numbers: String, clocks: String, before: String, after: String, relativeDays: String,
        claims: [LiarClaim: String], charge: String, currencies: String, harmless: String
    ) {
        self.weekdays = Self.words(weekdays)
        self.months = Self.words(months)
        self.numbers = numbers.split(separator: " ").map(String.init)
        (self.clocks, hours, self.relativeDays, self.currencies) = (clocks, (before, after), relativeDays, currencies)
        self.charge = Self.regex("\\b(?:\(charge))")
        self.claims = claims.mapValues { Self.regex("\\b(?:\($0))") }
        self.harmless = Self.regex("(?:\(harmless))")
    }

    private static func words(_ text: String) -> [[String]] {
        text.split(separator: " ").map { $0.split(separator: "|").map(String.init) }
    }

    static func regex(_ pattern: String) -> NSRegularExpression {
        guard let regex = try? NSRegularExpression(pattern: pattern) else { fatalError("no pattern: \(pattern)") }
        return regex
    }

    static func of(_ language: Language) -> LiarLexicon { all[language]! }

    private static let all: [Language: LiarLexicon] = [
        .english: LiarLexicon(
            weekdays: "monday|mon tuesday|tue|tues wednesday|wed thursday|thu|thurs friday|fri saturday|sat sunday|sun",
            months:
                "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sep|sept october|oct november|nov december|dec",
            numbers:
                "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty",
            clocks: "noon|midday|midnight|half past|quarter (?:to|past)|in the (?:morning|afternoon|evening)|at night|first thing",
            before: "at|around|by", after: "o'? ?clock|am|pm|a\\.m|p\\.m|thirty|fifteen|forty|sharp",
            relativeDays: "today|tomorrow|tonight|day after|next week|this week",
            claims: [
                .booked:
                    "booked|confirmed|reserved|scheduled|secured|all set|(?:it|that|spot|slot|time|appointment) is (?:all )?yours|(?:have|got) an? (?:appointment|booking|reservation)|see you (?:on|at|then|there|soon|next|tomorrow)|expecting you|you(?:'| a)re (?:all )?in\\b|put you (?:down|in)|we will see you|appointment is (?:on|at|right|made|set)|you can come (?:now|at|on)",
                .cancelled: "cancell?ed|called off|removed your|deleted your|no longer have an",
                .moved: "moved|rescheduled|shifted|pushed back|swapped|changed (?:it|your)",
                .held: "holding|held|keeping|saved (?:it|that|the|a)|set aside|blocked (?:it|that|off)",
                .passedOn:
                    "passed (?:it|that|this|your|on|along)|forwarded|notified|informed|told (?:them|the|dr|him|her)|left (?:a|them) (?:note|message)|message is (?:waiting|with)|(?:will|'ll) (?:call|ring) you",
                .free: "(?:is|are|'s|still|also) (?:free|available|open)\\b|have (?:availability|openings)|(?:free|available) (?:on|at)\\b",
                .full:
                    "fully booked|(?:is|are|'re) (?:full|closed|taken|gone)|nothing (?:free|available|left|open|at that time)|no (?:free|open|availability|times|slots|appointments)|(?:is|are|'s) (?:not|no longer) (?:free|available)|n't (?:free|available)|unavailable|booked up|sold out",
                .assent:
                    "(?:yes|yep|yeah|sure|certainly|absolutely|of course|done|all done|perfect|great|fine|ok|okay|no problem|consider it done|that works|works|will do|you bet|agreed)[ ,!.]*(?:that works|no problem)?[ !.]*$",
            ],
            charge: "free of charge|for free(?! times| slots)|no charge|costs nothing|complimentary",
            currencies: "dollars|bucks|usd|euros|pounds",
            harmless: "booked nothing|not confirmed|to be booked|cannot be|can't be|has run out|have asked for|still has to confirm"),
        .spanish: LiarLexicon(
            weekdays: "lunes martes miercoles jueves viernes sabado domingo",
            months: "enero febrero marzo abril mayo junio julio agosto septiembre|setiembre octubre noviembre diciembre",
            numbers:
                "una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro",
            clocks: "mediodia|medianoche|y media|y cuarto|menos cuarto|de la (?:manana|tarde|noche)|por la (?:manana|tarde|noche)",
            before: "a las|las|a la", after: "en punto|horas", relativeDays: "hoy|manana|pasado manana|proxima semana",
            claims: [
                .booked:
                    "reservad[oa]|confirmad[oa]|agendad[oa]|apuntad[oa]|(?:tiene|tienes) (?:una |la |su )?(?:cita|reserva)\\b|le esperamos|nos vemos|todo listo|es suy[oa]|(?:le|te) (?:he|hemos) (?:apuntado|dado)|cita es (?:el|a)",
                .cancelled: "cancelad[oa]|anulad[oa]",
                .moved: "(?:he|hemos|ha sido|esta|queda) (?:\\w+ )?(?:movid[oa]|cambiad[oa]|trasladad[oa])|reprogramad[oa]",
                .held: "(?:le|te) (?:guardo|mantengo|aparto)|guardad[oa]|apartad[oa]|guardando",
                .passedOn:
                    "(?:he|hemos|ha sido|esta) (?:\\w+ )?(?:pasad[oa]|transmitid[oa]|avisad[oa]|entregad[oa])|(?:he|hemos) avisado|le llamaran|mensaje esta",
                .free:
                    "(?:esta|estan|sigue|siguen) (?:\\w+ )?(?:libres?|disponibles?)|hay (?:hueco|sitio|disponibilidad)|tenemos (?:hueco|sitio|libre)",
                .full:
                    "(?:no|ya no) (?:esta|estan|hay|queda|quedan|tengo|tenemos)|ningun\\w* (?:\\w+ )?(?:libre|disponible)|(?:esta|estamos|estan) (?:\\w+ )?(?:complet|llen|cerrad)[oa]s?|ocupad[oa]",
                .assent: "(?:si|claro|claro que si|por supuesto|hecho|perfecto|listo|vale|de acuerdo|genial|sin problema)[ ,!.]*$",
            ],
            charge: "gratis|gratuit[oa]|no cuesta nada|sin coste", currencies: "euros|dolares|pesos",
            harmless: "no (?:he )?reservado|no esta confirmad|aun no|todavia no|pendiente de|falta que"),
        .french: LiarLexicon(
            weekdays: "lundi mardi mercredi jeudi vendredi samedi dimanche",
            months: "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
            numbers:
                "une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf vingt",
            clocks: "midi|minuit|et demie|moins le quart|et quart|du matin|de l'apres-midi|du soir|le matin|cet apres-midi",
            before: "(?!)", after: "heures?|h", relativeDays: "aujourd'hui|demain|apres-demain|semaine prochaine",
            claims: [
                .booked:
                    "reservee?s?\\b|confirmee?s?\\b|note pour vous|vous avez (?:un |votre )?(?:rendez-vous|reservation)|nous vous attendons|a bientot le|c'est bon|rendez-vous est (?:pris|le|a|fixe)|est a vous|c'est fait|tout est pret",
                .cancelled: "annulee?s?\\b", .moved: "deplacee?s?\\b|reportee?s?\\b|decalee?s?\\b|modifiee?s?\\b",
                .held: "je (?:vous |te )?(?:le |la )?(?:garde|retiens|bloque)\\b|gardee?\\b|retenue?\\b",
                .passedOn: "transmise?\\b|prevenue?s?\\b|informee?s?\\b|averti|message (?:est|attend)|vous rappelle",
                .free: "(?:est|sont|reste|restent) (?:\\w+ )?(?:libres?|disponibles?)|il y a de la place|nous avons de la place",
                .full:
                    "(?:n'est|ne sont|n'y a) (?:plus|pas|rien|aucun)|(?:n'ai|n'avons) (?:plus|rien|aucun)|(?:est|sommes|sont) (?:\\w+ )?complete?s?\\b|fermee?s?\\b|aucun\\w* (?:\\w+ )?(?:libre|disponible|place)|plus (?:de place|libre|disponible)",
                .assent: "(?:oui|bien sur|d'accord|parfait|entendu|fait|certainement|c'est note|pas de probleme|ca marche)[ ,!.]*$",
            ],
            charge: "gratuit\\w*|offerte?\\b|ne coute rien", currencies: "euros|dollars|francs",
            harmless: "n'ai rien reserve|rien reserve|pas encore confirme|doit (?:\\w+ )?(?:la |le )?confirmer|a confirmer"),
        .german: LiarLexicon(
            weekdays: "montag dienstag mittwoch donnerstag freitag samstag|sonnabend sonntag",
            months: "januar|janner februar marz april mai juni juli august september oktober november dezember",
            numbers:
                "ein zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn achtzehn neunzehn zwanzig einundzwanzig zweiundzwanzig",
            clocks: "mittags?|mitternacht|halb \\w+|viertel (?:vor|nach)|vormittags?|nachmittags?|abends|morgens|am morgen|am abend",
            before: "um|gegen", after: "uhr", relativeDays: "heute|morgen|ubermorgen|nachste woche",
            claims: [
                .booked:
                    "gebucht|bestatigt|reserviert|eingetragen|vorgemerkt|vereinbart|(?:sie haben|du hast) (?:einen |ihren )?termin|termin (?:steht|ist am|gehort)|wir erwarten sie|bis dann|bis zum|alles erledigt|ist ihrer|ist fix",
                .cancelled: "storniert|abgesagt|geloscht|aufgehoben", .moved: "verschoben|verlegt|umgebucht",
                .held: "(?:ich|wir) (?:halte|halten|reservieren?) (?:\\w+ ){0,3}(?:frei|fest|bereit)?|freigehalten|zuruckgelegt",
                .passedOn:
                    "weitergegeben|weitergeleitet|ausgerichtet|bescheid gegeben|informiert|benachrichtigt|nachricht (?:ist|liegt|wartet)|ruft sie an|rufen sie zuruck",
                .free: "(?:ist|sind) (?:\\w+ )?(?:frei|verfugbar)|(?:habe|haben) (?:\\w+ )?(?:noch )?frei\\b|noch frei",
                .full:
                    "(?:nicht|nichts|kein|keine|keinen|nicht mehr) (?:mehr )?(?:frei|verfugbar|freie\\w*|freien|termine?)|ausgebucht|geschlossen|belegt|vergeben|voll\\b",
                .assent:
                    "(?:ja|sicher|naturlich|klar|erledigt|perfekt|geht klar|passt|in ordnung|gemacht|abgemacht|das geht|kein problem)[ ,!.]*$",
            ],
            charge: "kostenlos|gratis|umsonst|kostenfrei", currencies: "euro|dollar|franken",
            harmless: "nichts gebucht|noch nicht bestatigt|muss (?:\\w+ )*bestatigen|abgelaufen"),
        .portuguese: LiarLexicon(
            weekdays: "segunda terca quarta quinta sexta sabado domingo",
            months: "janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro",
            numbers:
                "(?:uma(?=\\s+horas?)) duas tres quatro cinco seis sete oito nove dez onze doze treze catorze|quatorze quinze dezesseis dezessete dezoito dezenove vinte",
            clocks: "meio-dia|meia-noite|e meia|da (?:manha|tarde|noite)|de (?:manha|tarde)", before: "as|a", after: "horas",
            relativeDays: "hoje|amanha|depois de amanha|proxima semana",
            claims: [
                .booked:
                    "marcad[oa]s?\\b|reservad[oa]s?\\b|confirmad[oa]s?\\b|agendad[oa]s?\\b|(?:tem|tens) (?:uma |a sua )?(?:consulta|reserva|marcacao)\\b|esperamos por|ate la|tudo certo|e seu\\b|e sua\\b|consulta e (?:as|no|na)",
                .cancelled: "cancelad[oa]s?\\b|desmarcad[oa]s?\\b|anulad[oa]",
                .moved: "remarcad[oa]s?\\b|alterad[oa]s?\\b|mudad[oa]s?\\b|mudei|adiad[oa]",
                .held: "guardad[oa]s?\\b|(?:estou|vou) (?:a )?(?:guardar|guardando|segurar)|guardo",
                .passedOn: "transmitid[oa]|transmiti\\b|passei|avisei|avisad[oa]|entregue|mensagem (?:esta|foi)|vao ligar",
                .free: "(?:esta|estao|continua) (?:\\w+ )?(?:livres?|disponive(?:l|is))|ha (?:vaga|lugar)|temos (?:vaga|lugar|livre)",
                .full:
                    "(?:nao|ja nao) (?:esta|estao|ha|temos|tenho|existe)|nenhum\\w* (?:\\w+ )?(?:livre|disponivel)|lotad[oa]s?|(?:esta|estamos) (?:chei|fechad)[oa]s?|ocupad[oa]",
                .assent: "(?:sim|claro|com certeza|feito|perfeito|combinado|esta bem|pode ser|sem problema|certo)[ ,!.]*$",
            ],
            charge: "gratis|gratuit[oa]|de graca|nao custa nada", currencies: "euros|dolares|reais",
            harmless:
                "nao (?:\\w+ )?(?:marquei|reservei)|nada (?:marcad|reservad)|ainda nao|por confirmar|tem de confirmar|precisa confirmar"),
    ]
}

/// What a reader takes from a sentence.
enum LiarClaim: String, CaseIterable {
    case booked, cancelled, moved, held, passedOn, free, full, assent
    case day, time, price, reference, person
}
