extension Portuguese {
    func holding(_ held: HeldSlot) -> String {
        "Estou guardando para você \(moment(held.slot.start)), com \(held.slot.person.name), até \(at(held.expires.minute))."
    }

    func details(_ fields: [String]) -> String {
        let names = ["name": "o seu nome", "email": "o seu e-mail", "address": "o endereço onde o trabalho será feito"]
        return "Por favor, informe \(allOf(fields.map { names[$0] ?? $0 }))."
    }

    var holdExpired: String { "O horário que eu guardava para você expirou entretanto." }

    func what(_ booked: Booked) -> String {
        "\(booked.serviceName) com \(booked.person.name), \(on(booked.start.day)), \(at(booked.start.minute))\(abbreviated(booked.start))"
    }

    var unconfirmed: String { "ainda não confirmado" }

    func booked(_ booked: Booked, at business: String) -> [String] {
        let first =
            booked.status == "pending"
            ? "Pedi \(what(booked)); \(business) ainda precisa confirmar." : "Seu horário está marcado: \(what(booked))."
        return [first, "Sua referência é \(spelled(booked.reference)). Guarde-a: você vai precisar dela para remarcar ou cancelar."]
    }

    func found(_ booked: Booked) -> String {
        let what = what(booked) + referred(", referência \(booked.reference)")
        return switch booked.status {
        case "confirmed": "Você tem este horário: \(what)."
        case "pending": "Você pediu \(what); ainda não está confirmado."
        default: "Este horário está \(status(booked)): \(what)."
        }
    }

    func notStanding(_ booked: Booked) -> String {
        "O horário \(spelled(booked.reference)) está \(status(booked)), por isso não há nada para mudar."
    }

    private func status(_ booked: Booked) -> String {
        switch booked.status {
        case "cancelled": "cancelado"
        case "declined": "recusado"
        case "lapsed": "expirado"
        default: "encerrado"
        }
    }

    var changeIt: String { "Se quiser, posso remarcar ou cancelar." }
    var moveWhen: String { "Para quando deseja remarcar?" }
    var whichBooking: String { "Qual é a marcação? Informe a referência e o e-mail com que ela foi feita." }
    var referenceToo: String { "Informe também a referência da marcação, por favor." }
    var emailToo: String { "E com que e-mail ela foi feita?" }
    var notFound: String {
        "Não encontro nenhuma marcação com essa referência e esse e-mail. Por favor, verifique os dois e escreva de novo."
    }
    func whichOfYours(_ references: [String]) -> String { "Qual delas: \(oneOf(references.map(spelled)))?" }

    func moved(_ booked: Booked, at business: String) -> String {
        booked.status == "pending"
            ? "Pedi em vez disso \(what(booked)); \(business) ainda precisa confirmar."
                + referred(" A referência continua \(booked.reference).")
            : "Está remarcado: \(what(booked))" + referred(", com a mesma referência \(booked.reference)") + "."
    }

    func cancelThis(_ booked: Booked) -> String {
        "É \(booked.serviceName), \(on(booked.start.day)), \(at(booked.start.minute))" + referred(", referência \(booked.reference)")
            + ". Devo cancelar?"
    }
    func cancelled(_ booked: Booked) -> String {
        "O horário de \(booked.serviceName), \(on(booked.start.day)), \(at(booked.start.minute)), está cancelado."
    }
    func kept(_ booked: Booked) -> String {
        "Tudo bem, o horário de \(booked.serviceName), \(on(booked.start.day)), \(at(booked.start.minute)), fica como está."
    }

    func refused(_ refusal: ToolRefusal, _ time: Moment?) -> String {
        let what = time.map(moment) ?? "esse horário"
        return switch refusal.code {
        case "slot_taken", "full": "Desculpe, \(what) acabou de ser ocupado."
        case "too_soon": "Desculpe, \(what) está próximo demais para marcar agora."
        case "too_far": "Desculpe, \(what) está longe demais para marcar já."
        case "outside_hours": "Desculpe, \(what) fica fora do nosso horário de funcionamento."
        case "not_on_grid": "Desculpe, nenhum atendimento começa a essa hora. Escolha um dos horários oferecidos."
        case "hold_expired": holdExpired
        case "unavailable":
            "No momento não conseguimos ver nossa agenda, por isso não posso reservar nada. Tente de novo daqui a pouco."
        case "call_back": "No momento não conseguimos ver nossa agenda, por isso eu mesmo não posso reservar nada."
        case "limit_reached": "Desculpe, não podemos aceitar mais marcações suas por enquanto."
        case "too_late_to_change": "Desculpe, já é tarde para mudar essa marcação por aqui. Por favor, ligue para nós."
        case "unknown_service": "Desculpe, esse serviço não é oferecido assim."
        case "invalid": "Desculpe, algum desses dados não é válido."
        case "not_found": "Desculpe, não encontro essa marcação."
        case "rate_limited": "Houve tentativas demais. Espere alguns minutos e tente de novo."
        default: "Desculpe, isso não é possível."
        }
    }

    func refusedChange(_ refusal: ToolRefusal) -> String { refused(refusal, nil) }
}
