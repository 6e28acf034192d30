internal import Postgres

extension Portuguese {
    /// “14 horas”, “14 horas e 15”.
    func spokenClock(_ minute: Int) -> String {
        let hour = minute / 60 % 24, rest = minute % 60
        return "\(hour) \(hour < 2 ? "hora" : "horas")\(rest == 0 ? "" : " e \(rest)")"
    }

    func callGreeting(_ business: String, isRecorded: Bool) -> String {
        "Olá, aqui é o assistente automático de \(business). "
            + (isRecorded ? "Esta ligação é gravada e transcrita." : "Esta ligação é transcrita.")
    }
    func lastTime(_ service: String) -> String { "Que bom falar com você de novo. Da última vez você veio para \(service)." }
    var menu: String {
        "Diga o que deseja, ou tecle 1 para marcar, 2 para remarcar ou 3 para cancelar um horário, e 0 para falar com uma pessoa."
    }
    var menuWords: [String] { ["Quero marcar uma consulta", "Quero remarcar minha consulta", "Quero cancelar minha consulta"] }
    var personWords: String { "Quero falar com uma pessoa" }
    var whatToBook: String { "O que deseja marcar?" }
    var anythingElse: String { "Posso ajudar em mais alguma coisa?" }
    var timeIsUp: String { "Preciso encerrar esta ligação. Ligue de novo se precisar de mais alguma coisa. Até logo." }
    func noMoreCalls(_ business: String) -> String {
        "Você ligou para \(business). No momento não podemos atender mais ligações. Por favor, tente mais tarde. Até logo."
    }

    func press(_ choices: [(key: Character, label: String)]) -> String { "Tecle \(keyed(choices, "para"))." }
    var yes: String { "sim" }
    var no: String { "não" }
    var otherTimes: String { "outros horários" }

    var unheard: String { "Não ouvi nada." }
    var unheardAgain: String { "Ainda não consigo ouvir você." }
    var textInstead: String { "A ligação parece estar ruim. Posso enviar uma mensagem de texto para você?" }
    var texted: String { "Acabei de enviar uma mensagem de texto. Podemos continuar por lá." }
    func textHandover(_ business: String) -> String { "Aqui é \(business). Você acabou de nos ligar; podemos continuar por aqui." }
    var tryAgain: String { "Tudo bem, vamos tentar de novo." }

    var askName: String { "Qual é o seu nome?" }
    var underNumber: String { "usar o seu número de telefone em vez do nome" }
    var askPhone: String { "Qual é o seu número de telefone? Diga o número, ou digite e tecle sustenido." }
    var askWorkAddress: String { "Em que endereço o trabalho será feito?" }

    func readBack(_ service: String, _ slot: OfferedSlot, for name: String?) -> String {
        "Então é \(service) com \(slot.person.name), \(on(slot.start.day)), \(at(slot.start.minute))\(name.map { ", em nome de \($0)" } ?? ""). Está certo?"
    }
    func readMove(_ service: String, _ slot: OfferedSlot) -> String {
        "Então passo \(service) para \(moment(slot.start)), com \(slot.person.name). Está certo?"
    }
    var whatIsWrong: String { "Tudo bem. O que deve ser diferente: o dia, o horário ou o nome?" }
    func keeping(_ held: HeldSlot) -> String { "Tenho \(moment(held.slot.start)), com \(held.slot.person.name), para você." }

    var puttingThrough: String { "Um momento, por favor, vou passar a ligação." }
    var nobodyAnswers: String { "No momento ninguém pode atender o telefone." }
    func toldPeople(_ business: String, _ contact: String?) -> String {
        "Avisei a equipe de \(business). Vão entrar em contato com você\(contact == nil ? "" : " neste número")."
    }
    func peopleKnow(_ business: String) -> String { "A equipe de \(business) já sabe e vai entrar em contato com você." }
    var sayMessage: String { "O que devo dizer a eles? Fale agora, por favor." }
    var callBackNumber: String { "Para que número podem ligar de volta? Diga o número, ou digite e tecle sustenido." }
    var sayPerson: String { "Se preferir falar com uma pessoa, tecle 0." }
    var goOn: String { "Tudo bem." }

    var sayReference: String { "Qual é a marcação? Soletre a referência, por favor." }
    var referenceUnknown: String {
        "Não encontro nenhuma marcação com essa referência e este número de telefone. Soletre a referência de novo, por favor."
    }

    var oneMoment: String { "Um momento, por favor." }
    var takesTooLong: String { "Desculpe, isto está demorando mais do que devia." }
    var sayThatAgain: String { "Desculpe, algo deu errado. Repita, por favor." }
    var callLater: String { "Desculpe, não posso ajudar agora. Por favor, ligue de novo em alguns minutos. Até logo." }
}
