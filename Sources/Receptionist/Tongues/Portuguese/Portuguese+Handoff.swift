extension Portuguese {
    func handedOver(_ business: String, _ contact: String?) -> String {
        "Pedi à equipe de \(business) que responda a você; ela pode ler esta conversa. "
            + "A resposta virá neste chat\(contact.map { ", ou em \($0)" } ?? ""). Enquanto isso, posso continuar a marcar, remarcar ou cancelar."
    }
    func alreadyHandedOver(_ business: String) -> String {
        "A equipe de \(business) já tem esta conversa e responderá aqui assim que puder."
    }
    var reachElsewhere: String { "Se devem encontrar você também por outro meio, informe o seu nome e um e-mail ou telefone." }
    func personAnswers(_ business: String) -> String {
        "Uma pessoa de \(business) está respondendo aqui agora. Já passei a sua mensagem."
    }
    func buttonForPerson(_ business: String) -> String {
        "Uma pessoa de \(business) está respondendo aqui agora, por isso não fiz nada. Ela vê o que você escolheu."
    }
    var backAgain: String { "A recepção automática está de volta: posso marcar, remarcar ou cancelar um horário." }
}
