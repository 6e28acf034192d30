extension Portuguese {
    var automatic: String { "Resposta automática:" }
    func textsStopped(_ business: String) -> String { "Você não receberá mais mensagens de \(business)." }
    func textsResumed(_ business: String) -> String {
        "Você volta a receber mensagens de \(business). O que posso fazer por você?"
    }
    func textHelp(_ business: String, _ phone: String?) -> String {
        "Esta é a recepção automática de \(business). Escreva o que deseja marcar, remarcar ou cancelar, ou peça para falar com uma pessoa."
            + (phone.map { " Você também pode ligar para \($0)." } ?? "") + " "
            + "Se não quiser mais mensagens, é só dizer aqui."
    }
    var noAttachments: String { "Não consigo abrir imagens nem arquivos. Por favor, escreva em palavras." }
    func toChange(_ link: String) -> String { "Alterar ou cancelar: \(link)" }
    func wantsPerson(_ who: String, _ said: String) -> String {
        "\(who) pede para falar com uma pessoa por mensagem: \"\(said)\" Você pode responder na sua página de mensagens."
    }
}
