internal import Postgres

extension Spanish {
    func greeting(_ business: String) -> String {
        "Hola, le atiende la recepción de \(business). Puedo reservar, cambiar o cancelar una cita. ¿Qué desea hacer?"
    }
    func help(_ business: String) -> String {
        "Soy la recepción automática de \(business). Dígame qué desea reservar y le mostraré horas libres para elegir. También puedo cambiar o cancelar una cita, informarle de precios y horarios, o pasar un mensaje a una persona."
    }
    var bye: String { "Hasta pronto." }
    var welcome: String { "De nada." }
    var whatToDo: String { "¿Qué desea hacer?" }
    var thanksWhatToDo: String { "Gracias. ¿En qué puedo ayudarle?" }
    var noted: String { "Gracias, he tomado nota." }
    var brokenEmail: String { "Esa dirección de correo parece incompleta." }
    var allRight: String { "De acuerdo. Escríbame cuando necesite algo." }
    var letGo: String { "De acuerdo, he liberado esa hora y no he reservado nada." }
    var lost: String { "Disculpe, no le he entendido." }
    var stillLost: String {
        "Lo siento, sigo sin entenderle. Puedo reservar, cambiar o cancelar una cita e informarle de horarios, precios y servicios."
    }
    var offerPerson: String {
        "Si prefiere que le responda una persona, escriba «hablar con una persona» y tomaré nota de su mensaje."
    }
    var canBook: String { "Si puede esperar, le busco la primera hora libre." }

    func emergency(_ number: String?) -> String {
        "Si es una emergencia, llame ahora mismo al \(number ?? "112 o al número de emergencias de su zona"); yo solo gestiono citas y no puedo ayudarle con eso."
    }
    var advice: String {
        "Yo solo gestiono citas y no puedo aconsejarle sobre eso; por favor, consúltelo directamente con las personas que le atienden aquí."
    }
    func reach(_ business: String, _ phone: String) -> String { "Puede llamar a \(business) al \(phone)." }

    // MARK: About the business

    func address(_ business: String, _ address: String?) -> String {
        address.map { "\(business) está en \($0)." } ?? "No tengo ninguna dirección de \(business)."
    }
    func phone(_ phone: String) -> String { "El teléfono es \(phone)." }
    func price(of service: String, _ price: String?) -> String {
        price.map { "\(service) cuesta \($0)." } ?? "No tengo ningún precio para \(service)."
    }
    func services(_ names: [String]) -> String {
        names.isEmpty ? "En este momento no hay nada que reservar." : "Puede reservar \(oneOf(names))."
    }
    func whichService(_ names: [String]) -> String { "¿Qué desea reservar: \(oneOf(names))?" }

    func hours(_ first: CivilDate, _ last: CivilDate, _ windows: [(opens: Int, closes: Int?)]) -> String {
        let days = first == last ? name(first).capitalised : "Del \(name(first)) al \(name(last))"
        let open = windows.map { "de \(clock($0.opens)) a \($0.closes.map(clock) ?? "medianoche")" }
        return "\(days): " + (open.isEmpty ? "cerrado." : "abierto \(allOf(open)).")
    }

    // MARK: A message for a person

    var whatMessage: String { "¿Qué debo decirles? Escríbalo aquí y lo transmitiré." }
    var howToReach: String { "¿Y cómo pueden localizarle? Indíqueme su nombre y un correo electrónico o un teléfono." }
    var passedOn: String { "Gracias, su mensaje ya les espera. Se pondrán en contacto con usted." }
}
