internal import Postgres

extension French {
    func greeting(_ business: String) -> String {
        "Bonjour, ici l'accueil de \(business). Je peux prendre, déplacer ou annuler un rendez-vous pour vous. Que souhaitez-vous faire\u{A0}?"
    }
    func help(_ business: String) -> String {
        "Je suis l'accueil automatique de \(business). Dites-moi ce que vous souhaitez réserver et je vous montrerai des horaires libres. Je peux aussi déplacer ou annuler un rendez-vous, vous renseigner sur les tarifs et les horaires d'ouverture, ou transmettre un message à une personne."
    }
    var bye: String { "Au revoir." }
    var welcome: String { "Je vous en prie." }
    var whatToDo: String { "Que souhaitez-vous faire\u{A0}?" }
    var thanksWhatToDo: String { "Merci. Que puis-je faire pour vous\u{A0}?" }
    var noted: String { "Merci, c'est noté." }
    var brokenEmail: String { "Cette adresse e-mail semble incomplète." }
    var allRight: String { "Très bien. Écrivez-moi quand vous aurez besoin de quelque chose." }
    var letGo: String { "Très bien, j'ai libéré cet horaire et je n'ai rien réservé." }
    var lost: String { "Désolé, je n'ai pas compris." }
    var stillLost: String {
        "Désolé, je ne comprends toujours pas. Je peux prendre, déplacer ou annuler un rendez-vous et vous renseigner sur les horaires, les tarifs et les prestations."
    }
    var offerPerson: String {
        "Si vous préférez qu'une personne vous réponde, écrivez «\u{A0}parler à une personne\u{A0}» et je prendrai votre message."
    }
    var canBook: String { "Si cela peut attendre, je peux chercher le premier horaire libre." }

    func emergency(_ number: String?) -> String {
        "S'il s'agit d'une urgence, appelez tout de suite le \(number ?? "112 ou le numéro d'urgence de votre région")\u{A0}; je ne gère que les rendez-vous et je ne peux pas vous aider pour cela."
    }
    var advice: String {
        "Je ne gère que les rendez-vous et je ne peux pas vous conseiller à ce sujet\u{A0}; adressez-vous directement aux personnes qui travaillent ici."
    }
    func reach(_ business: String, _ phone: String) -> String { "Vous pouvez joindre \(business) au \(phone)." }

    // MARK: About the business

    func address(_ business: String, _ address: String?) -> String {
        address.map { "\(business) se trouve à l'adresse suivante\u{A0}: \($0)." } ?? "Je n'ai pas d'adresse pour \(business)."
    }
    func phone(_ phone: String) -> String { "Le numéro de téléphone est le \(phone)." }
    func price(of service: String, _ price: String?) -> String {
        price.map { "\(service) coûte \($0)." } ?? "Je n'ai pas de tarif pour \(service)."
    }
    func services(_ names: [String]) -> String {
        names.isEmpty ? "Il n'y a rien à réserver pour le moment." : "Vous pouvez réserver \(oneOf(names))."
    }
    func whichService(_ names: [String]) -> String { "Que souhaitez-vous réserver\u{A0}: \(oneOf(names))\u{A0}?" }

    func hours(_ first: CivilDate, _ last: CivilDate, _ windows: [(opens: Int, closes: Int?)]) -> String {
        let days = first == last ? name(first).capitalised : "Du \(name(first)) au \(name(last))"
        let open = windows.map { "de \(clock($0.opens)) à \($0.closes.map(clock) ?? "minuit")" }
        return "\(days)\u{A0}: " + (open.isEmpty ? "fermé." : "ouvert \(allOf(open)).")
    }

    // MARK: A message for a person

    var whatMessage: String { "Que dois-je leur dire\u{A0}? Écrivez-le ici et je le transmettrai." }
    var howToReach: String { "Et comment vous joindre\u{A0}? Donnez-moi votre nom et une adresse e-mail ou un numéro de téléphone." }
    var passedOn: String { "Merci, votre message les attend. On vous répondra." }
}
