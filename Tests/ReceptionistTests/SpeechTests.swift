import Booking
import Postgres
import Testing

@testable import Receptionist

/// How a time, a day and a reference are said to the ear.
@Suite struct SpeechTests {
    private func tongue(_ language: Language, locale: String = "en-US") -> any Tongue {
        language.tongue(region: Region(locale: locale), today: date("2026-11-21"), isSpoken: true)
    }

    @Test(
        arguments: [
            (.english, 840, "Tuesday, November 24th at 2 PM"), (.english, 855, "Tuesday, November 24th at 2:15 PM"),
            (.english, 720, "Tuesday, November 24th at noon"),
            (.spanish, 855, "el martes 24 de noviembre a las 2 y 15 de la tarde"),
            (.spanish, 780, "el martes 24 de noviembre a la 1 de la tarde"),
            (.french, 855, "le mardi 24 novembre à 14 heures 15"), (.french, 720, "le mardi 24 novembre à midi"),
            (.german, 855, "Dienstag, 24. November, um 14 Uhr 15"), (.portuguese, 855, "terça-feira, 24 de novembro, às 14 horas e 15"),
        ] as [(Language, Int, String)])
    func `a time is said as people say it`(_ row: (language: Language, minute: Int, words: String)) {
        #expect(tongue(row.language).moment(date("2026-11-24"), row.minute) == row.words)
    }

    @Test func `a day is said in the region's order, with its ending`() {
        #expect(tongue(.english, locale: "en-GB").day(date("2026-12-01")) == "Tuesday the 1st of December")
        #expect(tongue(.english).day(date("2027-01-22")) == "Friday, January 22nd, 2027")
    }

    @Test(arguments: Language.allCases)
    func `a reference is said letter by letter, and once`(_ language: Language) throws {
        let stage = try Stage()
        try stage.book(["Cleaning", "2026-11-24", "14:00", "Dana", "Scott", "dana@example.org"])
        let reference = stage.references[0]
        #expect(tongue(language).spelled(reference) == reference.map(String.init).joined(separator: ", "))
    }

    @Test(arguments: Language.allCases)
    func `every sentence of the phone is in its language`(_ language: Language) {
        let tongue = tongue(language)
        let sentences: [KeyPath<any Tongue, String>] = [
            \.menu, \.anythingElse, \.timeIsUp, \.unheard, \.unheardAgain, \.textInstead, \.texted, \.askName, \.askPhone, \.askWorkAddress,
            \.whatIsWrong, \.puttingThrough, \.nobodyAnswers, \.sayMessage, \.callBackNumber, \.sayPerson, \.sayReference,
            \.referenceUnknown, \.takesTooLong, \.sayThatAgain, \.callLater, \.whatToBook,
        ]
        for sentence in sentences {
            let words = tongue[keyPath: sentence]
            #expect(words.first?.isLowercase == false && ".?".contains(words.last ?? " "), "\(words)")
            #expect(Language.shown(by: words) == language, "\(words)")
        }
        for words in [tongue.callGreeting("Ada", isRecorded: true), tongue.noMoreCalls("Ada")] {
            #expect(Language.shown(by: words) == language, "\(words)")
        }
    }

    @Test(arguments: Language.allCases)
    func `what a key says is understood`(_ language: Language) {
        let tongue = tongue(language)
        func heard(_ words: String, _ expecting: Expecting = .anything) -> Understanding {
            Understanding(
                words,
                in: Setting(
                    today: date("2026-11-21"), minute: 600, region: Region(locale: "en-US"), expecting: expecting, language: language))
        }
        for (words, intent) in zip(tongue.menuWords, [Intent.book, .move, .cancel]) {
            #expect(heard(words).intents.contains(intent), "\(words)")
        }
        #expect(heard(tongue.personWords).intents.contains(.person))
        #expect(heard(tongue.yes, .yesOrNo).assent == true && heard(tongue.no, .yesOrNo).assent == false)
    }

    @Test(
        arguments: [
            ("K 7 P Q 2 M X 4", "K7PQ2MX4"), ("it's K, 7, P as in Paul, Q, 2, M like Mike, X, 4.", "it's K7PQ2MX4"),
            ("K-7-P-Q-2-M-X-4", "K7PQ2MX4"), ("kilo seven papa quebec two mike xray four", "K7PQ2MX4"),
            ("dana at example dot org", "dana@example.org"),
            ("my email is dana dot scott at example dot org please", "my email is dana.scott@example.org please"),
            ("a cleaning at 2", "a cleaning at 2"), ("at four or at five", "at four or at five"), ("I am at home", "I am at home"),
            ("one two three", "one two three"), ("9 1 7 5 5 5 0 1 4 2", "9 1 7 5 5 5 0 1 4 2"),
        ])
    func `what was spelled is put together`(_ heard: String, _ joined: String) {
        #expect(HeardWords.joined(heard) == joined)
    }
}
