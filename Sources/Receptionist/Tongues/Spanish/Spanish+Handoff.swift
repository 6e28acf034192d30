extension Spanish {
    func handedOver(_ business: String, _ contact: String?) -> String {
        "He pedido a las personas de \(business) que le respondan; pueden leer esta conversación. "
            + "Le responderán en este chat\(contact.map { ", o en \($0)" } ?? ""). Mientras tanto, puedo seguir reservando, cambiando o anulando citas."
    }
    func alreadyHandedOver(_ business: String) -> String {
        "Las personas de \(business) ya tienen esta conversación y le responderán aquí en cuanto puedan."
    }
    var reachElsewhere: String { "Si deben localizarle también por otro medio, indíqueme su nombre y un correo electrónico o un teléfono." }
    func personAnswers(_ business: String) -> String {
        "Ahora responde aquí una persona de \(business). Le he pasado su mensaje."
    }
    func buttonForPerson(_ business: String) -> String {
        "Ahora responde aquí una persona de \(business), así que no he hecho nada. Verá lo que usted ha elegido."
    }
    var backAgain: String { "La recepción automática está de vuelta: puedo reservar, cambiar o anular una cita." }
}
