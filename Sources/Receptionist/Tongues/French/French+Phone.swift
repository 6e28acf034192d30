internal import Postgres

extension French {
    /// “14 heures”, “14 heures 15”, “midi”.
    func spokenClock(_ minute: Int) -> String {
        let hour = minute / 60 % 24, rest = minute % 60
        let whole = hour == 0 ? "minuit" : hour == 12 ? "midi" : hour == 1 ? "1 heure" : "\(hour) heures"
        return rest == 0 ? whole : "\(whole) \(rest)"
    }

    func callGreeting(_ business: String, isRecorded: Bool) -> String {
        "Bonjour, ici l'assistant automatique de \(business). "
            + (isRecorded ? "Cet appel est enregistré et transcrit." : "Cet appel est transcrit.")
    }
    func lastTime(_ service: String) -> String { "Heureux de vous entendre à nouveau. La dernière fois, vous êtes venu pour \(service)." }
    var menu: String {
        "Dites-moi ce que vous souhaitez, ou appuyez sur 1 pour prendre, 2 pour déplacer ou 3 pour annuler un rendez-vous, et sur 0 pour parler à une personne."
    }
    var menuWords: [String] {
        ["Je voudrais prendre un rendez-vous", "Je voudrais déplacer mon rendez-vous", "Je voudrais annuler mon rendez-vous"]
    }
    var personWords: String { "Je voudrais parler à une personne" }
    var whatToBook: String { "Que souhaitez-vous réserver ?" }
    var anythingElse: String { "Puis-je faire autre chose pour vous ?" }
    var timeIsUp: String { "Je dois mettre fin à cet appel. Rappelez-nous si vous avez besoin d'autre chose. Au revoir." }
    func noMoreCalls(_ business: String) -> String {
        "Vous appelez \(business). Nous ne pouvons pas prendre d'autres appels pour le moment. Veuillez réessayer plus tard. Au revoir."
    }

    func press(_ choices: [(key: Character, label: String)]) -> String { "Appuyez sur \(keyed(choices, "pour"))." }
    var yes: String { "oui" }
    var no: String { "non" }
    var otherTimes: String { "d'autres horaires" }

    var unheard: String { "Je n'ai rien entendu." }
    var unheardAgain: String { "Je ne vous entends toujours pas." }
    var textInstead: String { "La ligne semble mauvaise. Puis-je vous envoyer un SMS à la place ?" }
    var texted: String { "Je viens de vous envoyer un SMS. Nous pouvons continuer par ce moyen." }
    func textHandover(_ business: String) -> String { "Ici \(business). Vous venez de nous appeler ; nous pouvons continuer ici." }
    var tryAgain: String { "Très bien, essayons encore." }

    var askName: String { "Quel est votre nom ?" }
    var underNumber: String { "utiliser votre numéro de téléphone à la place" }
    var askPhone: String { "Quel est votre numéro de téléphone ? Dites-le, ou tapez-le puis appuyez sur dièse." }
    var askWorkAddress: String { "À quelle adresse l'intervention doit-elle avoir lieu ?" }

    func readBack(_ service: String, _ slot: OfferedSlot, for name: String?) -> String {
        "Donc \(service) avec \(slot.person.name), \(moment(slot.start))\(name.map { ", au nom de \($0)" } ?? ""). Est-ce exact ?"
    }
    func readMove(_ service: String, _ slot: OfferedSlot) -> String {
        "Je déplace donc \(service) : \(moment(slot.start)), avec \(slot.person.name). Est-ce exact ?"
    }
    var whatIsWrong: String { "Très bien. Que faut-il changer : le jour, l'heure ou le nom ?" }
    func keeping(_ held: HeldSlot) -> String { "J'ai \(moment(held.slot.start)) avec \(held.slot.person.name) pour vous." }

    var puttingThrough: String { "Un instant, s'il vous plaît, je vous passe quelqu'un." }
    var nobodyAnswers: String { "Personne ne peut répondre au téléphone pour le moment." }
    func toldPeople(_ business: String, _ contact: String?) -> String {
        "J'ai prévenu les personnes de \(business). On vous recontactera\(contact == nil ? "" : " à ce numéro")."
    }
    func peopleKnow(_ business: String) -> String { "Les personnes de \(business) le savent déjà et vous recontacteront." }
    var sayMessage: String { "Que dois-je leur dire ? Parlez maintenant, s'il vous plaît." }
    var callBackNumber: String { "À quel numéro peut-on vous rappeler ? Dites-le, ou tapez-le puis appuyez sur dièse." }
    var sayPerson: String { "Si vous préférez parler à une personne, appuyez sur 0." }
    var goOn: String { "Très bien." }

    var sayReference: String { "De quel rendez-vous s'agit-il ? Épelez sa référence, s'il vous plaît." }
    var referenceUnknown: String {
        "Je ne trouve aucun rendez-vous avec cette référence et ce numéro de téléphone. Épelez la référence encore une fois, s'il vous plaît."
    }

    var oneMoment: String { "Un instant, s'il vous plaît." }
    var takesTooLong: String { "Désolé, cela prend plus de temps que prévu." }
    var sayThatAgain: String { "Désolé, un problème est survenu. Répétez, s'il vous plaît." }
    var callLater: String { "Désolé, je ne peux pas vous aider pour le moment. Rappelez dans quelques minutes. Au revoir." }
}
