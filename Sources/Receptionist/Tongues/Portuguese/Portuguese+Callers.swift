extension Portuguese {
    func welcomeBack(_ business: String, _ service: String) -> String {
        "Olá, que bom ter você de volta em \(business); aqui é a recepção. Deseja \(service) de novo, ou o que posso fazer por você?"
    }
    var whichOfSeveral: String { "Você tem várias marcações pela frente. Qual delas?" }
    var noneByNumber: String {
        "Não encontro nenhuma marcação futura com o seu número. Se foi feita de outro modo, informe a referência e o e-mail ou telefone com que ela foi feita."
    }
    var noneByName: String {
        "Não encontro nenhuma marcação futura com esse nome e este número. Informe então a referência, por favor."
    }
    var whichBookingByName: String {
        "Qual é a marcação? Informe o nome com que ela foi feita, ou a referência."
    }
}
