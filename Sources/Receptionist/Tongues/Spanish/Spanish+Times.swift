internal import Postgres

extension Spanish {
    var when: String { "¿Qué día y a qué hora le vendría bien?" }
    var otherDay: String { "¿Qué otro día le vendría bien?" }
    var whatInstead: String { "¿Qué le vendría mejor? Indíqueme un día o una hora." }
    var whenOrSoonest: String { "¿Cuándo le vendría bien? Estas son las próximas horas libres." }
    var soonest: String { "Estas son las primeras horas libres." }
    var later: String { "Más tarde tengo estas horas." }
    var earlier: String { "Antes tengo estas horas." }
    var others: String { "También tengo estas horas." }
    var nearest: String { "Las horas libres más cercanas son estas." }
    var twice: String { "Ese día hay cambio de hora y esa hora se repite." }
    var nothingElse: String { "No tengo nada más tarde. Puede indicarme otro día." }
    var nothingEarlier: String { "No tengo nada antes." }
    var nothingAtAll: String { "No encuentro ninguna hora libre en las próximas semanas." }
    var inThePast: String { "Ese día ya ha pasado. ¿Qué otro día le vendría bien?" }
    var morningOrAfternoon: String { "¿Quiere decir por la mañana, o por la tarde o la noche?" }

    func zone(_ city: String) -> String { "Todas las horas son hora local de \(city)." }
    func whichTime(_ count: Int) -> String { count == 1 ? "¿Le va bien esa hora?" : "¿Cuál de estas horas prefiere?" }
    func onlySoMany(_ count: Int) -> String {
        count == 1 ? "Solo le he mostrado una hora." : "Solo le he mostrado \(count) horas. ¿Cuál prefiere?"
    }
    func times(_ days: [(day: CivilDate, clocks: [String])]) -> String {
        days.map { "\(name($0.day)): \(oneOf($0.clocks))" }.joined(separator: "; ").capitalised + "."
    }
    func offer(_ only: Moment) -> String { "Tengo una hora libre, \(moment(only)). ¿Le va bien?" }
    var theseAreFree: String { "Estas horas están libres." }
    func nothing(on day: CivilDate?) -> String {
        day.map { "No tengo nada libre \(self.day($0))." } ?? "No tengo nada libre entonces."
    }
    func notThen(_ day: CivilDate?) -> String {
        day.map { "\(self.day($0).capitalised) no tengo nada a esas horas, pero sí estas otras." }
            ?? "A esas horas no tengo nada, pero sí estas otras."
    }
    func notFree(at minute: Int, on day: CivilDate) -> String { "\(moment(day, minute).capitalised) no está libre." }
    func closed(at minute: Int, on day: CivilDate) -> String { "\(moment(day, minute).capitalised) estamos cerrados." }
    func noSuchDay(_ text: String) -> String { "El día «\(text)» no existe." }
    func disagreement(_ days: [CivilDate]) -> String {
        "El día de la semana y la fecha no coinciden. \(which(days))"
    }
    func which(_ days: [CivilDate]) -> String { "¿Quiere decir \(oneOf(days.map(day)))?" }
}
