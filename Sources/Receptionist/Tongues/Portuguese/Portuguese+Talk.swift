internal import Postgres

extension Portuguese {
    func greeting(_ business: String) -> String {
        "Olá, aqui é a recepção de \(business). Posso marcar, remarcar ou cancelar um horário para você. O que deseja fazer?"
    }
    func help(_ business: String) -> String {
        "Sou a recepção automática de \(business). Diga o que deseja marcar e eu mostro os horários livres. Também posso remarcar ou cancelar, informar preços e horários de funcionamento, ou passar uma mensagem a uma pessoa."
    }
    var bye: String { "Até logo." }
    var welcome: String { "De nada." }
    var whatToDo: String { "O que deseja fazer?" }
    var thanksWhatToDo: String { "Obrigado. Em que posso ajudar?" }
    var noted: String { "Obrigado, está anotado." }
    var brokenEmail: String { "Esse endereço de e-mail parece incompleto." }
    var allRight: String { "Tudo bem. Escreva quando precisar de alguma coisa." }
    var letGo: String { "Tudo bem, liberei esse horário e não marquei nada." }
    var lost: String { "Desculpe, não entendi." }
    var stillLost: String {
        "Desculpe, ainda não entendi. Posso marcar, remarcar ou cancelar um horário e informar sobre funcionamento, preços e serviços."
    }
    var offerPerson: String {
        "Se preferir que uma pessoa responda, escreva “falar com uma pessoa” e eu anoto a sua mensagem."
    }
    var canBook: String { "Se puder esperar, procuro o primeiro horário livre para você." }

    func emergency(_ number: String?) -> String {
        "Se for uma emergência, ligue agora para \(number.map { "o \($0)" } ?? "o 112 ou o número de emergência da sua região"); eu só cuido de marcações e não posso ajudar com isso."
    }
    var advice: String {
        "Eu só cuido de marcações e não posso dar conselhos sobre isso; por favor, pergunte diretamente às pessoas daqui."
    }
    func reach(_ business: String, _ phone: String) -> String { "Você pode falar com \(business) pelo telefone \(phone)." }

    // MARK: About the business

    func address(_ business: String, _ address: String?) -> String {
        address.map { "\(business) fica em \($0)." } ?? "Não tenho o endereço de \(business)."
    }
    func phone(_ phone: String) -> String { "O telefone é \(phone)." }
    func price(of service: String, _ price: String?) -> String {
        price.map { "\(service) custa \($0)." } ?? "Não tenho o preço de \(service)."
    }
    func services(_ names: [String]) -> String {
        names.isEmpty ? "No momento não há nada para marcar." : "Você pode marcar \(oneOf(names))."
    }
    func whichService(_ names: [String]) -> String { "O que deseja marcar: \(oneOf(names))?" }

    func hours(_ first: CivilDate, _ last: CivilDate, _ windows: [(opens: Int, closes: Int?)]) -> String {
        let days = first == last ? day(first).capitalised : "De \(day(first)), a \(day(last))"
        let open = windows.map { "das \(clock($0.opens)) \($0.closes.map { "às \(clock($0))" } ?? "à meia-noite")" }
        return "\(days): " + (open.isEmpty ? "fechado." : "aberto \(allOf(open)).")
    }

    // MARK: A message for a person

    var whatMessage: String { "O que devo dizer a eles? Escreva aqui e eu transmito." }
    var howToReach: String { "E como podem entrar em contato com você? Informe o seu nome e um e-mail ou telefone." }
    var passedOn: String { "Obrigado, a sua mensagem está à espera deles. Vão entrar em contato com você." }
}
