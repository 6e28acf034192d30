internal import Postgres

extension French {
    var when: String { "Quel jour et à quelle heure cela vous conviendrait-il\u{A0}?" }
    var otherDay: String { "Quel autre jour vous conviendrait\u{A0}?" }
    var whatInstead: String { "Qu'est-ce qui vous conviendrait mieux\u{A0}? Indiquez-moi un jour ou une heure." }
    var whenOrSoonest: String { "Quand cela vous conviendrait-il\u{A0}? Voici les prochains horaires libres." }
    var soonest: String { "Voici les premiers horaires libres." }
    var later: String { "Plus tard, j'ai ces horaires." }
    var earlier: String { "Plus tôt, j'ai ces horaires." }
    var others: String { "J'ai aussi ces horaires." }
    var nearest: String { "Voici les horaires libres les plus proches." }
    var twice: String { "L'heure change ce jour-là, cette heure revient donc deux fois." }
    var nothingElse: String { "Je n'ai rien de plus tard. Vous pouvez m'indiquer un autre jour." }
    var nothingEarlier: String { "Je n'ai rien de plus tôt." }
    var nothingAtAll: String { "Je ne trouve aucun horaire libre dans les prochaines semaines." }
    var inThePast: String { "Ce jour est passé. Quel autre jour vous conviendrait\u{A0}?" }
    var morningOrAfternoon: String { "Voulez-vous dire le matin, ou l'après-midi ou le soir\u{A0}?" }

    func zone(_ city: String) -> String { "Toutes les heures sont données à l'heure locale (\(city))." }
    func whichTime(_ count: Int) -> String {
        count == 1 ? "Cet horaire vous convient-il\u{A0}?" : "Lequel de ces horaires préférez-vous\u{A0}?"
    }
    func onlySoMany(_ count: Int) -> String {
        count == 1
            ? "Je ne vous ai montré qu'un seul horaire." : "Je ne vous ai montré que \(count) horaires. Lequel préférez-vous\u{A0}?"
    }
    func times(_ days: [(day: CivilDate, clocks: [String])]) -> String {
        days.map { "\(name($0.day))\u{A0}: \(oneOf($0.clocks))" }.joined(separator: "\u{A0}; ").capitalised + "."
    }
    func offer(_ only: Moment) -> String { "J'ai un horaire libre, \(moment(only)). Vous convient-il\u{A0}?" }
    var theseAreFree: String { "Ces horaires sont libres." }
    func nothing(on day: CivilDate?) -> String {
        day.map { "Je n'ai rien de libre \(self.day($0))." } ?? "Je n'ai rien de libre à ce moment-là."
    }
    func notThen(_ day: CivilDate?) -> String {
        day.map { "\(self.day($0).capitalised), je n'ai rien à ce moment de la journée, mais j'ai ces horaires." }
            ?? "Je n'ai rien à ce moment de la journée, mais j'ai ces horaires."
    }
    func notFree(at minute: Int, on day: CivilDate) -> String { "\(moment(day, minute).capitalised) n'est pas libre." }
    func closed(at minute: Int, on day: CivilDate) -> String { "\(moment(day, minute).capitalised), nous sommes fermés." }
    func noSuchDay(_ text: String) -> String { "Le jour «\u{A0}\(text)\u{A0}» n'existe pas." }
    func disagreement(_ days: [CivilDate]) -> String { "Le jour de la semaine et la date ne concordent pas. \(which(days))" }
    func which(_ days: [CivilDate]) -> String { "Voulez-vous dire \(oneOf(days.map(day)))\u{A0}?" }
}
