extension Spanish {
    func welcomeBack(_ business: String, _ service: String) -> String {
        "Hola, qué bien tenerle de nuevo en \(business); le atiende la recepción. ¿Desea otra vez \(service), o en qué puedo ayudarle?"
    }
    var whichOfSeveral: String { "Tiene varias citas próximas. ¿A cuál se refiere?" }
    var noneByNumber: String {
        "No encuentro ninguna cita próxima con su número. Si se reservó de otro modo, indíqueme su referencia y el correo electrónico o el teléfono con el que se reservó."
    }
    var noneByName: String {
        "No encuentro ninguna cita próxima a ese nombre con este número. Indíqueme mejor su referencia, por favor."
    }
    var whichBookingByName: String {
        "¿De qué cita se trata? Indíqueme el nombre con el que se reservó, o su referencia."
    }
}
