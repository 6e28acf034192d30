internal import Postgres

extension Portuguese {
    var when: String { "Que dia e horário seriam bons para você?" }
    var otherDay: String { "Que outro dia seria bom para você?" }
    var whatInstead: String { "O que seria melhor para você? Diga um dia ou um horário." }
    var whenOrSoonest: String { "Quando seria bom para você? Estes são os próximos horários livres." }
    var soonest: String { "Estes são os primeiros horários livres." }
    var later: String { "Mais tarde tenho estes horários." }
    var earlier: String { "Mais cedo tenho estes horários." }
    var others: String { "Também tenho estes horários." }
    var nearest: String { "Os horários livres mais próximos são estes." }
    var twice: String { "Nesse dia o relógio muda, então esse horário acontece duas vezes." }
    var nothingElse: String { "Não tenho nada mais tarde. Você pode indicar outro dia." }
    var nothingEarlier: String { "Não tenho nada mais cedo." }
    var nothingAtAll: String { "Não encontro nenhum horário livre nas próximas semanas." }
    var inThePast: String { "Esse dia já passou. Que outro dia seria bom para você?" }
    var morningOrAfternoon: String { "Quer dizer de manhã, ou à tarde ou à noite?" }

    func zone(_ city: String) -> String { "Todos os horários são da hora local de \(city)." }
    func whichTime(_ count: Int) -> String { count == 1 ? "Esse horário serve?" : "Qual destes horários prefere?" }
    func onlySoMany(_ count: Int) -> String {
        count == 1 ? "Só mostrei um horário." : "Só mostrei \(count) horários. Qual prefere?"
    }
    func times(_ days: [(day: CivilDate, clocks: [String])]) -> String {
        days.map { "\(day($0.day)): \(oneOf($0.clocks))" }.joined(separator: "; ").capitalised + "."
    }
    func offer(_ only: Moment) -> String { "Tenho um horário livre: \(moment(only)). Serve para você?" }
    var theseAreFree: String { "Estes horários estão livres." }
    func nothing(on day: CivilDate?) -> String {
        day.map { "Não tenho nada livre \(on($0))." } ?? "Não tenho nada livre nesse período."
    }
    func notThen(_ day: CivilDate?) -> String {
        day.map { "\(on($0).capitalised), não tenho nada nesse período, mas tenho estes horários." }
            ?? "Não tenho nada nesse período, mas tenho estes horários."
    }
    func notFree(at minute: Int, on day: CivilDate) -> String { "\(moment(day, minute).capitalised), não está livre." }
    func closed(at minute: Int, on day: CivilDate) -> String { "\(on(day).capitalised), \(at(minute)), estamos fechados." }
    func noSuchDay(_ text: String) -> String { "O dia “\(text)” não existe." }
    func disagreement(_ days: [CivilDate]) -> String { "O dia da semana e a data não combinam. \(which(days))" }
    func which(_ days: [CivilDate]) -> String { "Quer dizer \(oneOf(days.map(day)))?" }
}
