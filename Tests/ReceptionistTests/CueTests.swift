import Testing

@testable import Receptionist

/// What is heard in every language, because it is never left to a model.
@Suite struct CueTests {
    private static let languages: [Language] = Language.allCases.filter { $0 != .english }

    /// As a first message, so that its own words have to tell the language.
    private func intents(_ message: String, _ language: Language = .english) -> Set<Intent> { hear(message, language: language).intents }

    @Test(arguments: languages)
    func `an emergency is heard, whoever it is said to`(_ language: Language) throws {
        let table = try #require(heard[language])
        #expect(table.emergency.count >= 12)
        for message in table.emergency { #expect(intents(message, language).contains(.emergency), "\(message)") }
        for message in table.emergency where Language.shown(by: message) == language {
            #expect(intents(message).contains(.emergency), "in an English conversation: \(message)")
        }
    }

    @Test(arguments: languages)
    func `a wish for advice and for a person is heard, and neither is an emergency`(_ language: Language) throws {
        let table = try #require(heard[language])
        #expect(table.advice.count >= 8 && table.person.count >= 8)
        for message in table.advice {
            #expect(intents(message, language).intersection([.advice, .emergency]) == [.advice], "\(message)")
        }
        for message in table.person {
            #expect(intents(message, language).intersection([.person, .emergency]) == [.person], "\(message)")
        }
    }

    @Test(arguments: languages)
    func `what is none of these is taken for none`(_ language: Language) throws {
        for message in try #require(heard[language]).plain {
            #expect(intents(message, language).isDisjoint(with: [.emergency, .advice, .person]), "\(message)")
        }
    }

    @Test(arguments: languages)
    func `a plain yes is a yes, a no is a no, and what is neither is neither`(_ language: Language) throws {
        let table = try #require(heard[language])
        for (messages, assent) in [(table.yes, true), (table.no, false), (table.neither, nil)] {
            for message in messages { #expect(hear(message, expecting: .yesOrNo, language: language).assent == assent, "\(message)") }
        }
    }

    @Test(arguments: languages)
    func `courtesies are understood`(_ language: Language) throws {
        let table = try #require(heard[language])
        for (messages, intent) in [(table.greet, Intent.greet), (table.thanks, .thanks), (table.bye, .bye)] {
            for message in messages { #expect(intents(message, language).contains(intent), "\(message)") }
        }
    }

    @Test func `English is heard in any conversation`() {
        for language in Self.languages {
            #expect(intents("I can't breathe", language).contains(.emergency))
            #expect(intents("can I take ibuprofen?", language).contains(.advice))
            #expect(hear("yes", expecting: .yesOrNo, language: language).assent == true)
        }
    }

    @Test(
        arguments: [
            (.spanish, "Me llamo Ana Pérez, ana@example.org", "Ana Pérez"), (.spanish, "Soy Ana, ana@example.org", "Ana"),
            (.spanish, "ana pérez ana@example.org", "Ana Pérez"), (.spanish, "mi correo es ana@example.org", nil),
            (.french, "Je m'appelle Marie Dupont, marie@example.org", "Marie Dupont"), (.french, "c'est marie@example.org", nil),
            (.german, "Ich heiße Max Müller, max@example.org", "Max Müller"), (.german, "meine E-Mail ist max@example.org", nil),
            (.portuguese, "Meu nome é João da Silva, joao@example.org", "João da Silva"),
            (.portuguese, "Sou a Ana Souza, ana@example.org", "Ana Souza"),
        ] as [(Language, String, String?)])
    func `a name is taken without the words around it`(_ row: (language: Language, message: String, name: String?)) {
        #expect(hear(row.message, expecting: .details, language: row.language).contact.name == row.name, "\(row.message)")
    }

    @Test(
        arguments: [
            (.spanish, "Quiero una endodoncia, ana@example.org", nil), (.spanish, "mi correito es ana@example.org", nil),
            (.spanish, "Quiero una endodoncia, Ana Pérez, ana@example.org", "Ana Pérez"),
            (.german, "Ich brauche eine Wurzelbehandlung, anna@example.org", nil), (.french, "un détartrage, marie@example.org", nil),
            (.portuguese, "preciso de um canal, joao@example.org", nil),
        ] as [(Language, String, String?)])
    func `a word that is merely not known is nobody's name`(_ row: (language: Language, message: String, name: String?)) {
        #expect(hear(row.message, language: row.language).contact.name == row.name, "\(row.message)")
    }

    @Test(
        arguments: [
            (.spanish, "y", .yesOrNo), (.spanish, "ya", .yesOrNo), (.german, "ich komme am 3", .anything), (.french, "sept", .anything),
            (.spanish, "mar 24", .anything), (.portuguese, "no sábado", .yesOrNo),
        ] as [(Language, String, Expecting)])
    func `a word that is another in English means nothing`(_ row: (language: Language, message: String, expecting: Expecting)) {
        let heard = hear(row.message, expecting: row.expecting, language: row.language)
        #expect(heard.assent == nil && heard.day == nil && heard.time?.readings.first?.from != 180, "\(row.message)")
    }
}
