import Testing

@testable import Receptionist

@Suite struct LanguageTests {
    @Test(arguments: Language.allCases)
    func `a first message is answered in its own language`(_ language: Language) throws {
        let messages = try #require(openings[language])
        #expect(messages.count >= 40)
        for message in messages {
            #expect(Language.of(message, before: nil, allowed: Language.allCases) == language, "\(message)")
        }
    }

    @Test(arguments: Language.allCases)
    func `what says nothing of a language leaves it as it was`(_ language: Language) {
        for message in neutral {
            #expect(Language.of(message, before: language, allowed: Language.allCases) == language, "\(message)")
            #expect(Language.of(message, before: nil, allowed: [language]) == language, "\(message)")
        }
    }

    @Test(arguments: Language.allCases)
    func `whoever goes on in a language is answered in it`(_ language: Language) throws {
        for message in try #require(openings[language]) {
            #expect(Language.of(message, before: language, allowed: Language.allCases) == language, "\(message)")
        }
    }

    @Test func `a conversation changes its language when its visitor does, and not for a word`() {
        for course in courses {
            var language: Language?
            for (message, expected) in course {
                language = Language.of(message, before: language, allowed: Language.allCases)
                #expect(language == expected, "\(message)")
            }
        }
    }

    @Test func `no English conversation is taken for another language`() {
        for script in Script.all {
            var language: Language?
            for case .says(let message) in script.steps {
                #expect([nil, .english].contains(Language.shown(by: message)), "\(message)")
                #expect(Language.of(message, before: nil, allowed: Language.allCases) == .english, "\(message)")
                language = Language.of(message, before: language, allowed: Language.allCases)
                #expect(language == .english, "\(message)")
            }
        }
    }

    @Test func `only a language that the business allows is spoken, its own first`() {
        #expect(Language.of("Guten Tag, ich möchte einen Termin", before: nil, allowed: [.english, .spanish]) == .english)
        #expect(Language.of("14:15", before: .french, allowed: [.german, .english]) == .german)
        #expect(Language.allowed(at: "de-AT") == [.german, .english, .spanish, .french, .portuguese])
        #expect(Language.allowed(at: "nl-NL").first == .english)
    }

    @Test func `a state that was stored before languages is still read`() throws {
        let state: DialogueState = try #require(Stored.read(Stored.text(DialogueState())))
        #expect(state.language == nil)
        var spoken = state
        spoken.language = .portuguese
        let again: DialogueState = try #require(Stored.read(Stored.text(spoken)))
        #expect(again.language == .portuguese)
    }
}
