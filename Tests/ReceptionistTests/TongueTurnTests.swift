import Booking
import Testing

@testable import Receptionist

/// Whole turns in each language, by the script and by a model.
@Suite struct TongueTurnTests {
    struct Row: CustomTestStringConvertible, Sendable {
        var language: Language
        var opening: String
        var details = "Ana Pérez, ana@example.org"
        var label: String
        var holding: String
        var booked: String
        var moment: String
        var order: String
        var cancel: String
        var shall: String
        var yes: String
        var cancelled: String
        var emergency: String
        var call: String
        var testDescription: String { language.rawValue }
    }

    @Test("whoever is not understood books with buttons, and reads nothing of another language", arguments: rows)
    func buttons(_ row: Row) throws {
        let stage = try Stage()
        var replies = [try stage.say(row.opening)]
        replies.append(try stage.say("Cleaning", action: .service(try service(stage))))
        #expect(replies[0].cards.contains { if case .services = $0 { true } else { false } }, "\(replies[0].text)")
        let slots = replies[1].cards.flatMap { card -> [Card.SlotFace] in if case .slots(let list) = card { list.slots } else { [] } }
        #expect(slots.first?.label == row.label)
        replies.append(try stage.say(slots[0].label, action: .slot(slots[0].id)))
        #expect(replies[2].text.contains(row.holding))
        replies.append(try stage.say(row.details))
        #expect(replies[3].text.contains(row.booked) && replies[3].text.contains(stage.made))
        for reply in replies { #expect(Language.shown(by: reply.text) == row.language, "\(reply.text)") }
        #expect(Stage.agree(try stage.outcome(), ["confirmed Cleaning 2026-11-23 08:00 Ana Pérez <ana@example.org>"]))
        #expect(stage.lies == [])
    }

    @Test("a booking is cancelled for a yes to the question in the visitor's language", arguments: rows)
    func cancelling(_ row: Row) throws {
        let stage = try Stage()
        try stage.book(["Cleaning", "2026-11-24", "14:00", "Dana", "Scott", "dana@example.org"])
        #expect(try stage.say("\(row.cancel) \(stage.references[0]), dana@example.org").text.contains(row.shall))
        #expect(try stage.say(row.yes).text.contains(row.cancelled))
        #expect(Stage.agree(try stage.outcome(), ["cancelled Cleaning 2026-11-24 14:00 Dana Scott <dana@example.org>"]))
    }

    @Test("what a model did is told in the visitor's language, and it is told which that is", arguments: rows)
    func model(_ row: Row) throws {
        let stage = try Stage()
        let model = ScriptedModel(
            ScriptedModel.looks(), ScriptedModel.holds(), ScriptedModel.confirms(), ScriptedModel.says("Thanks, that is $5."))
        stage.model = model
        let reply = try stage.say(row.order)
        #expect(reply.text.contains(row.booked) && reply.text.contains(stage.made), "\(reply.text)")
        #expect(Stage.agree(try stage.outcome(), ["confirmed Cleaning 2026-11-24 14:00 Dana Scott <dana@example.org>"]))
        #expect(
            "\(model.asked)".contains(#"\"answer_in\":\"\#(row.language.name)\""#)
                || "\(model.asked)".contains(#""answer_in":"\#(row.language.name)""#))
        #expect(stage.lies == [])
    }

    @Test("a placeholder is filled in the visitor's language", arguments: rows)
    func placeholder(_ row: Row) throws {
        let stage = try Stage()
        stage.model = ScriptedModel(ScriptedModel.looks()) { messages in
            var reply = ModelReply()
            reply.text = "{slot:\(Results(messages).slot("2026-11-24T14:00"))}?"
            return reply
        }
        #expect(try stage.say(row.opening).text.lowercased().contains(row.moment.lowercased()))
    }

    @Test("an emergency is answered by the script, in the visitor's language", arguments: rows)
    func emergency(_ row: Row) throws {
        let stage = try Stage()
        let model = ScriptedModel(ScriptedModel.says("Thanks."))
        stage.model = model
        let reply = try stage.say(row.emergency)
        #expect(reply.text.contains(row.call) && Language.shown(by: reply.text) == row.language, "\(reply.text)")
        #expect(model.asked.isEmpty)
    }

    private func service(_ stage: Stage) throws -> String {
        try #require(try stage.diary.services().first { $0.name == "Cleaning" }).id.description
    }

    static let rows = [
        Row(
            language: .spanish, opening: "Quisiera algo para la semana que viene, ¿qué me ofrece?", label: "lun 23 nov, 8:00",
            holding: "Le guardo el lunes 23 de noviembre a las 8:00", booked: "Su cita está reservada: Cleaning con",
            moment: "el martes 24 de noviembre a las 14:00", order: "Una limpieza el martes a las dos, soy Dana Scott, dana@example.org",
            cancel: "Quiero cancelar mi cita", shall: "¿La cancelo?", yes: "sí, por favor", cancelled: "está cancelada",
            emergency: "¡no puedo respirar!", call: "llame ahora mismo al 911"),
        Row(
            language: .french, opening: "Je cherche quelque chose pour la semaine prochaine", label: "lun. 23 nov., 8 h",
            holding: "Je vous garde le lundi 23 novembre à 8 h", booked: "Votre rendez-vous est réservé\u{A0}: Cleaning avec",
            moment: "le mardi 24 novembre à 14 h", order: "Un détartrage mardi à 14 h, je suis Dana Scott, dana@example.org",
            cancel: "Je voudrais annuler mon rendez-vous", shall: "Dois-je l'annuler\u{A0}?", yes: "oui, merci", cancelled: "est annulé",
            emergency: "Je n'arrive plus à respirer", call: "appelez tout de suite le 911"),
        Row(
            language: .german, opening: "Ich suche etwas für die nächste Woche", label: "Mo 23. Nov., 8:00 Uhr",
            holding: "Ich halte Ihnen Montag, 23. November, um 8:00 Uhr", booked: "Ihr Termin ist gebucht: Cleaning bei",
            moment: "Dienstag, 24. November, um 14:00 Uhr", order: "Eine Zahnreinigung am Dienstag um 14 Uhr, Dana Scott, dana@example.org",
            cancel: "Ich möchte meinen Termin absagen", shall: "Soll ich den Termin absagen?", yes: "ja bitte", cancelled: "ist abgesagt",
            emergency: "Ich bekomme keine Luft", call: "rufen Sie bitte sofort die 911 an"),
        Row(
            language: .portuguese, opening: "Queria algo para a próxima semana, o que vocês têm?", label: "seg 23 nov, 8:00",
            holding: "Estou guardando para você segunda-feira, 23 de novembro, às 8:00", booked: "Seu horário está marcado: Cleaning com",
            moment: "terça-feira, 24 de novembro, às 14:00", order: "Uma limpeza na terça às duas, sou Dana Scott, dana@example.org",
            cancel: "Quero cancelar minha consulta", shall: "Devo cancelar?", yes: "sim, pode cancelar", cancelled: "está cancelado",
            emergency: "Não consigo respirar", call: "ligue agora para o 911"),
    ]
}
