extension English {
    var automatic: String { "Automatic answer:" }
    func textsStopped(_ business: String) -> String { "You will get no more texts from \(business)." }
    func textsResumed(_ business: String) -> String {
        "You get texts from \(business) again. What can I do for you?"
    }
    func textHelp(_ business: String, _ phone: String?) -> String {
        "This is the automatic receptionist of \(business). Write what you would like to book, move or cancel, or ask for a person."
            + (phone.map { " You can also call \($0)." } ?? "") + " "
            + "If you want no more texts, just say so here."
    }
    var noAttachments: String { "I can't open pictures or files. Please write it in words." }
    func toChange(_ link: String) -> String { "To change or cancel it: \(link)" }
    func wantsPerson(_ who: String, _ said: String) -> String {
        "\(who) asks for a person by text: \"\(said)\" You can answer on your page of messages."
    }
}
