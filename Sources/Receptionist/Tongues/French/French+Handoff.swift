extension French {
    func handedOver(_ business: String, _ contact: String?) -> String {
        "J’ai demandé aux personnes de \(business) de vous répondre, et elles peuvent lire cette conversation. "
            + "Elles vous répondront dans ce chat\(contact.map { ", ou à \($0)" } ?? ""). En attendant, je peux toujours réserver, déplacer ou annuler."
    }
    func alreadyHandedOver(_ business: String) -> String {
        "Les personnes de \(business) ont déjà cette conversation et vous répondront ici dès que possible."
    }
    var reachElsewhere: String {
        "Si elles doivent aussi vous joindre autrement, donnez-moi votre nom et une adresse e-mail ou un numéro de téléphone."
    }
    func personAnswers(_ business: String) -> String {
        "Une personne de \(business) vous répond ici maintenant. Je lui ai transmis votre message."
    }
    func buttonForPerson(_ business: String) -> String {
        "Une personne de \(business) vous répond ici maintenant, je n’ai donc rien fait. Elle voit ce que vous avez choisi."
    }
    var backAgain: String { "La réception automatique est de retour\u{A0}: je peux réserver, déplacer ou annuler un rendez-vous." }
}
