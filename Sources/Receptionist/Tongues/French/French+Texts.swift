extension French {
    var automatic: String { "Réponse automatique\u{A0}:" }
    func textsStopped(_ business: String) -> String { "Vous ne recevrez plus de messages de \(business)." }
    func textsResumed(_ business: String) -> String {
        "Vous recevez de nouveau les messages de \(business). Que puis-je faire pour vous\u{A0}?"
    }
    func textHelp(_ business: String, _ phone: String?) -> String {
        "Ici l'accueil automatique de \(business). Écrivez ce que vous souhaitez réserver, déplacer ou annuler, ou demandez une personne."
            + (phone.map { " Vous pouvez aussi appeler le \($0)." } ?? "") + " "
            + "Si vous ne voulez plus de messages, dites-le ici, tout simplement."
    }
    var noAttachments: String { "Je ne peux pas ouvrir les images ni les fichiers. Écrivez-le avec des mots, s'il vous plaît." }
    func toChange(_ link: String) -> String { "Modifier ou annuler\u{A0}: \(link)" }
    func wantsPerson(_ who: String, _ said: String) -> String {
        "\(who) demande une personne par message\u{A0}: \"\(said)\" Vous pouvez répondre sur votre page de messages."
    }
}
