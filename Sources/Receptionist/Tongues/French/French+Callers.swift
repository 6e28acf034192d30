extension French {
    func welcomeBack(_ business: String, _ service: String) -> String {
        "Bonjour, ravi de vous retrouver chez \(business), ici l'accueil. Souhaitez-vous de nouveau \(service), ou que puis-je faire pour vous\u{A0}?"
    }
    var whichOfSeveral: String { "Vous avez plusieurs rendez-vous à venir. Duquel parlez-vous\u{A0}?" }
    var noneByNumber: String {
        "Je ne trouve aucun rendez-vous à venir avec votre numéro. S'il a été pris autrement, donnez-moi sa référence et l'adresse e-mail ou le numéro de téléphone avec lequel il a été pris."
    }
    var noneByName: String {
        "Je ne trouve aucun rendez-vous à venir à ce nom avec ce numéro. Donnez-moi plutôt sa référence, s'il vous plaît."
    }
    var whichBookingByName: String {
        "De quel rendez-vous s'agit-il\u{A0}? Donnez-moi le nom auquel il a été pris, ou sa référence."
    }
}
