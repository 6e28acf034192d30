extension Spanish {
    var automatic: String { "Respuesta automática:" }
    func textsStopped(_ business: String) -> String { "No recibirá más mensajes de \(business)." }
    func textsResumed(_ business: String) -> String {
        "Vuelve a recibir mensajes de \(business). ¿En qué puedo ayudarle?"
    }
    func textHelp(_ business: String, _ phone: String?) -> String {
        "Esta es la recepción automática de \(business). Escriba qué desea reservar, cambiar o cancelar, o pida hablar con una persona."
            + (phone.map { " También puede llamar al \($0)." } ?? "") + " "
            + "Si no quiere más mensajes, dígalo aquí sin más."
    }
    var noAttachments: String { "No puedo abrir imágenes ni archivos. Escríbalo con palabras, por favor." }
    func toChange(_ link: String) -> String { "Cambiar o cancelar: \(link)" }
    func wantsPerson(_ who: String, _ said: String) -> String {
        "\(who) pide hablar con una persona por mensaje: \"\(said)\" Puede responder en su página de mensajes."
    }
}
