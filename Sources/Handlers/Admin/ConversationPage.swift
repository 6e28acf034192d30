internal import Booking
internal import Postgres
internal import Receptionist
internal import Web

extension Owner {
    private static let longestAnswer = 4_000

    /// A conversation with everything that was said, and a way to answer in it.
    func conversation(_ id: String) throws -> Response {
        guard let who = try visit.house.database.call(AdminStatements.speaker, tenant: tenant.id.value, id).first,
            let transcript = try receptionist.transcript(conversation: id, unanswered: true)
        else { throw Self.unknownConversation }
        let name = who.name.isEmpty ? "A visitor" : who.name
        return visit.page(
            layout("Conversation with \(name)", current: .conversations).page {
                h1 { name }
                p(.class("zone")) { Self.standing(transcript.person) }
                if !who.contact.isEmpty {
                    p {
                        strong { "Can be reached at: " }; who.contact
                    }
                }
                section(.class("card")) {
                    h2 { "What was said" }
                    ol(.class("talk")) { for line in lines(transcript) { item(line) } }
                    p { a(.href(Place.admin(.conversation(id)))) { "Look for new messages" } }
                }
                answerForm(id)
                if transcript.person != .none { handBackForm(id, transcript.person) }
            })
    }

    /// Says the owner's words. The receptionist is silent from then on.
    func answer(_ id: String) throws -> Response {
        let fields = try sealedForm(), text = (fields["answer"] ?? "").trimmingBlanks
        guard !text.isEmpty else { throw Problem.invalid("The answer is empty. Write something.") }
        guard text.unicodeScalars.count <= Self.longestAnswer, !text.utf8.contains(0) else {
            throw Problem.invalid("Please keep the answer under \(Self.longestAnswer) characters.")
        }
        guard try receptionist.answer(text, in: id, key: String((fields["key"] ?? visit.ownKey).prefix(200))) else {
            throw Self.unknownConversation
        }
        return .redirect(to: Place.admin(.conversation(id)).path)
    }

    /// Lets the receptionist speak again.
    func handBack(_ id: String) throws -> Response {
        _ = try sealedForm()
        guard try receptionist.handBack(id) else { throw Self.unknownConversation }
        return .redirect(to: Place.admin(.conversation(id)).path)
    }

    private static var unknownConversation: Problem { .notFound("There is no such conversation here.") }

    private var receptionist: Receptionist { visit.receptionist(diary) }

    private static func standing(_ person: PersonInConversation) -> String {
        switch person {
        case .none: "The receptionist answers. Write here yourself and it falls silent."
        case .asked: "The visitor waits for a person. The receptionist goes on answering until you write."
        case .answering:
            "You answer; the receptionist is silent. It speaks again when you hand the conversation back, or after twelve hours without your word."
        }
    }

    private func answerForm(_ id: String) -> HTML {
        section(.class("card")) {
            h2 { "Your answer" }
            form(.method(.post), .action(Place.admin(.answer(id)))) {
                formFields
                p(.class("field")) {
                    label(.for("answer")) { "The visitor reads it in the chat" }
                    textarea(.id("answer"), .name("answer"), .maxlength(Self.longestAnswer), .required(), Attribute("rows", "4"))
                }
                button { "Send" }
            }
        }
    }

    private func handBackForm(_ id: String, _ person: PersonInConversation) -> HTML {
        section(.class("card")) {
            h2 { person == .answering ? "Done?" : "Nothing to answer?" }
            form(.method(.post), .action(Place.admin(.handback(id)))) {
                formFields
                button(.class("quiet")) { person == .answering ? "Hand back" : "Settle without an answer" }
            }
        }
    }
}

// MARK: - What was said

extension Owner {
    private struct Line {
        var who: String
        var text: String
        var at: ZonedTime
        var style = "them"
    }

    private func lines(_ transcript: Transcript) -> [Line] {
        let known = Set(transcript.turns.map(\.messageID))
        let beside = { (after: (String?) -> Bool) in transcript.interjections.filter { after($0.after) }.map(self.line) }
        return beside { $0 == nil }
            + transcript.turns.flatMap { turn in self.lines(turn) + beside { $0 == turn.messageID } }
            + beside { $0.map { !known.contains($0) } ?? false }
    }

    private func lines(_ turn: ToldTurn) -> [Line] {
        let cards = turn.cards.compactMap(\.summary)
        return [Line(who: "Visitor", text: turn.message, at: turn.at, style: "me")]
            + (turn.reply.isEmpty ? [] : [Line(who: "Receptionist", text: turn.reply, at: turn.at)])
            + (cards.isEmpty ? [] : [Line(who: "Shown", text: cards.joined(separator: "; "), at: turn.at, style: "shown")])
    }

    private func line(_ said: Interjection) -> Line {
        Line(
            who: said.speaker == .person ? "You" : "Receptionist", text: said.text, at: said.at,
            style: said.speaker == .person ? "own" : "them")
    }

    private func item(_ line: Line) -> HTML {
        li(.class(line.style)) {
            p(.class("zone")) {
                strong { line.who }; " "; moment(line.at)
            }
            p(.class("words")) { line.text }
        }
    }
}

extension Card {
    /// The card in a few words; nil where the words beside it say the same.
    fileprivate var summary: String? {
        switch self {
        case .services(let services): "\(services.count) services"
        case .slots(let list): list.slots.isEmpty ? "no free times" : "free times: " + list.slots.map(\.label).joined(separator: ", ")
        case .hold(let hold): "a time on hold: \(hold.slot.label)"
        case .form(let fields): "a form for " + fields.joined(separator: ", ")
        case .booking(let booking): "booking \(booking.reference), \(booking.status)"
        case .cancelled(let booking): "booking \(booking.reference), cancelled"
        case .bookings(let bookings): "their bookings: " + bookings.map(\.label).joined(separator: "; ")
        case .person, .call: nil
        }
    }
}
