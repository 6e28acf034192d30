internal import Postgres

extension English {
    var when: String { "Which day and time would suit you?" }
    var otherDay: String { "Which other day would suit you?" }
    var whatInstead: String { "What would suit you better? Name a day or a time." }
    var whenOrSoonest: String { "When would suit you? The next free times are these." }
    var soonest: String { "These are the soonest free times." }
    var later: String { "Later I have these." }
    var earlier: String { "Earlier I have these." }
    var others: String { "I also have these." }
    var nearest: String { "The nearest free times are these." }
    var twice: String { "The clocks change then, so that time comes twice." }
    var nothingElse: String { "I have nothing later than that. You can name another day." }
    var nothingEarlier: String { "I have nothing earlier than that." }
    var nothingAtAll: String { "I can't find a free time in the coming weeks." }
    var inThePast: String { "That day has passed. Which other day would suit you?" }
    var morningOrAfternoon: String { "Do you mean in the morning or in the afternoon or evening?" }

    func zone(_ city: String) -> String { "All times are local time in \(city)." }
    func whichTime(_ count: Int) -> String { count == 1 ? "Shall I take that one?" : "Which of these times would you like?" }
    func onlySoMany(_ count: Int) -> String {
        count == 1 ? "I only showed one time." : "I only showed \(count) times. Which one would you like?"
    }
    func times(_ days: [(day: CivilDate, clocks: [String])]) -> String {
        days.map { "\(day($0.day)): \(oneOf($0.clocks))" }.joined(separator: "; ") + "."
    }
    func offer(_ only: Moment) -> String { "I have one free time, \(moment(only)). Shall I take it?" }
    var theseAreFree: String { "These times are free." }
    func nothing(on day: CivilDate?) -> String { day.map { "I have nothing free on \(self.day($0))." } ?? "I have nothing free then." }
    func notThen(_ day: CivilDate?) -> String {
        day.map { "I have nothing at that time of day on \(self.day($0)), but I do have these." }
            ?? "I have nothing at that time of day, but I do have these."
    }
    func notFree(at minute: Int, on day: CivilDate) -> String { "\(clock(minute)) on \(self.day(day)) is not free." }
    func closed(at minute: Int, on day: CivilDate) -> String { "We are closed at \(clock(minute)) on \(self.day(day))." }
    func noSuchDay(_ text: String) -> String { "There is no such day as “\(text)”." }
    func disagreement(_ days: [CivilDate]) -> String {
        "The weekday and the date don't go together. Do you mean \(oneOf(days.map(day)))?"
    }
    func which(_ days: [CivilDate]) -> String { "Do you mean \(oneOf(days.map(day)))?" }
}
