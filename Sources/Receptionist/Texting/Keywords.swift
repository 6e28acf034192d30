/// The words that people write to a number rather than to its business, and how they ask for silence in their own words. Accents and
/// case are folded.
enum Keywords {
    /// Those that Twilio obeys and answers itself where an account has not changed it (Twilio's default stop words on long codes); it
    /// then refuses every text to that number with 21610.
    static let twilioStops: Set<String> = ["stop", "stopall", "unsubscribe", "optout", "revoke", "end", "quit", "cancel"]

    /// Nothing else can be meant by them.
    static let stops: Set<String> = [
        "stop", "stopall", "stop all", "unsubscribe", "unsubscribe me", "optout", "opt out", "revoke",
        "alto", "baja", "parar", "pare", "detener", "desuscribir", "desuscribirme", "arret", "arreter", "desabonner", "desinscrire",
        "desabonnement", "stopp", "abmelden", "abbestellen", "sair", "descadastrar",
    ]

    /// They end more than a talk: 47 CFR 64.1200(a)(10) counts them as a revocation by themselves.
    static let ends: Set<String> = ["end", "quit", "fin", "salir", "quitter", "ende", "fim"]

    /// They can mean an appointment.
    static let cancels: Set<String> = ["cancel", "cancelar", "annuler", "stornieren"]

    static let starts: Set<String> = ["start", "unstop", "alta", "reanudar", "reprendre", "starten", "iniciar", "comecar"]
    static let yes = "yes"
    static let helps: Set<String> = ["help", "info", "ayuda", "aide", "hilfe", "ajuda"]

    /// Whether somebody asks in their own words not to be texted any more. A wish about when to be texted is none.
    static func asksForSilence(_ words: [String]) -> Bool {
        words.count <= 40 && limits.isDisjoint(with: words)
            && wishes.contains { wish in words.indices.contains { begins(wish[...], words[$0...]) } }
    }

    private static let limits: Set<String> = [
        "before", "after", "until", "between", "antes", "despues", "hasta", "avant", "apres", "jusqu", "vor", "nach", "bis", "depois",
        "ate",
    ]

    /// Words in their order: `|` between those that may stand in one place, `*` for up to two others.
    private static let wishes: [[String]] = [
        "stop|quit|cease * texting|messaging|txting|sending|contacting|texts|messages|msgs|sms|reminders|notifications|bothering|spamming",
        "don|do t|not * text|message|sms|contact me|us|this",
        "dont text|message|sms|contact me|us|this",
        "don|do t|not * send me|us * texts|messages|sms|reminders|anything|more",
        "dont send me|us * texts|messages|sms|reminders|anything",
        "don|do t|not want * * texts|messages|sms|reminders|notifications",
        "no more texts|messages|sms|reminders|notifications",
        "unsubscribe * me|from|this|number", "how * unsubscribe", "want * unsubscribe", "opt * out of|from", "opt me|us out",
        "want * opt out",
        "take me|us|my * off|from * list|texts|messages|sms", "remove me|us|my|this * list|number|texts|sms",
        "cancel * texts|messages|reminders|notifications|alerts|subscription",
        "deje|dejen|deja|dejad|paren|pare|para de enviar|enviarme|mandar|mandarme|escribir|escribirme|molestar|molestarme",
        "no me escriba|escriban|escribas|envie|envien|envies|mande|manden|mandes|contacte|contacten|textee|texteen",
        "no quiero * mensajes|sms|recordatorios|textos", "no mas mensajes|sms|recordatorios|textos", "darme|darnos|deme|denme|date de baja",
        "arretez|arrete|cessez|cesse de m|me|nous envoyer|ecrire|texter|contacter",
        "ne m|me|nous envoyez|ecrivez|contactez|textez|ecris|envoie plus",
        "ne veux|souhaite plus * messages|sms|textos", "plus de messages|sms|textos|rappels", "desabonnez|desinscrivez moi|nous",
        "hor|horen|hort * auf * schreiben|texten|senden|simsen",
        "schreib|schreibt|schreiben|texten|kontaktieren * mir|mich|uns * nicht|nichts mehr",
        "keine|keinen * sms|nachrichten|texte|erinnerungen * mehr", "schicken|schickt|schick|senden * mir|uns * keine|nichts",
        "melden|melde|meldet|tragen|trage * mich|uns * ab|aus",
        "pare|parem|para|parar de enviar|mandar|escrever|me|mandarem|enviarem",
        "nao * mande|mandem|envie|enviem|escreva|escrevam * mais|mensagens|sms",
        "nao quero * mensagens|sms|lembretes", "chega de mensagens|sms", "me tira|tire|tirem|remova|removam * lista",
        "me descadastre|descadastrem",
    ].map { $0.split(separator: " ").map(String.init) }

    private static func begins(_ wish: ArraySlice<String>, _ words: ArraySlice<String>) -> Bool {
        guard let next = wish.first else { return true }
        if next == "*" { return (0...2).contains { begins(wish.dropFirst(), words.dropFirst($0)) } }
        guard let word = words.first, next.split(separator: "|").contains(Substring(word)) else { return false }
        return begins(wish.dropFirst(), words.dropFirst())
    }
}
